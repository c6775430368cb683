package dev.millrace.pipeline.mix;

import dev.millrace.pipeline.mix.MixSettings.Weight;
import java.io.Serializable;
import java.util.Optional;
import net.openhft.hashing.LongHashFunction;

/** Draws the number of copies of each document from its id, so that it never depends on the other documents. */
public final class Mix implements Serializable {
    private static final long serialVersionUID = 1;

    private final MixSettings settings;
    private final long seed;

    public Mix(MixSettings settings, long seed) {
        this.settings = settings;
        this.seed = seed;
    }

    /** The weight that applies to a document of this language (empty if unknown) and source. */
    public double weight(String language, String source) {
        for (Weight weight : settings.weights()) {
            if (holds(weight.language(), language)
                    && weight.source().map(source::startsWith).orElse(true)) {
                return weight.weight();
            }
        }
        return 1;
    }

    /** Copies of the document: the whole part of the weight, and one more with the probability of its fraction. */
    public int copies(String id, double weight) {
        int whole = (int) weight;
        double drawn = (LongHashFunction.xx3(seed).hashChars("mix/" + id) >>> 11) * 0x1p-53;
        return whole + (drawn < weight - whole ? 1 : 0);
    }

    private static boolean holds(Optional<String> wanted, String language) {
        return wanted.isEmpty() || wanted.get().equals(language);
    }
}
