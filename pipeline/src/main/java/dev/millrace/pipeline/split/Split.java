package dev.millrace.pipeline.split;

import java.io.Serializable;
import net.openhft.hashing.LongHashFunction;

/** Assigns documents to splits by the hash of their text. */
public final class Split implements Serializable {
    private static final long serialVersionUID = 1;

    private final SplitSettings settings;
    private final long seed;

    /** What a document is for. */
    public enum Part {
        TRAIN,
        VALIDATION,
        TEST
    }

    public Split(SplitSettings settings, long seed) {
        this.settings = settings;
        this.seed = seed;
    }

    /** @param fingerprint of the text; equal texts come to the same part */
    public Part of(String fingerprint) {
        double drawn = (LongHashFunction.xx3(seed).hashChars("split/" + fingerprint) >>> 11) * 0x1p-53;
        if (drawn < settings.validation()) {
            return Part.VALIDATION;
        }
        return drawn < settings.validation() + settings.test() ? Part.TEST : Part.TRAIN;
    }
}
