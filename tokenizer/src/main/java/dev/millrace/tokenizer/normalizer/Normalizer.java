package dev.millrace.tokenizer.normalizer;

import java.io.Serializable;
import java.util.List;

/**
 * Edits a text before it is split into words. Immutable and thread-safe; time linear in the text, whatever it holds.
 */
public interface Normalizer extends Serializable {

    /** Edits the text in place, through {@link NormalizedText#rewrite}. */
    void normalize(NormalizedText text);

    /** Nothing at all. */
    static Normalizer none() {
        return Sequence.of(List.of());
    }

    /** One after the other. */
    record Sequence(List<Normalizer> parts) implements Normalizer {
        public Sequence {
            parts = List.copyOf(parts);
        }

        public static Sequence of(List<Normalizer> parts) {
            return new Sequence(parts);
        }

        @Override
        public void normalize(NormalizedText text) {
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).normalize(text);
            }
        }
    }
}
