package dev.millrace.tokenizer.pretoken;

import java.io.Serializable;
import java.util.List;

/**
 * Splits a normalised text into the words that a model encodes one at a time. Immutable and thread-safe; time linear in
 * the text, whatever it holds.
 */
public interface PreTokenizer extends Serializable {

    /** Splits the words further; some rewrite them too. */
    void split(Words words);

    /** Whether it asks where in the original text a word begins; then the text must be aligned. */
    default boolean readsAlignment() {
        return false;
    }

    /** Nothing: a text is one word. */
    static PreTokenizer none() {
        return new Sequence(List.of());
    }

    /** One after the other. */
    record Sequence(List<PreTokenizer> parts) implements PreTokenizer {
        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public void split(Words words) {
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).split(words);
            }
        }

        @Override
        public boolean readsAlignment() {
            return parts.stream().anyMatch(PreTokenizer::readsAlignment);
        }
    }
}
