package dev.millrace.pipeline.spark;

import java.util.List;
import java.util.Optional;

/**
 * The tokenizer to train.
 *
 * @param vocabularySize tokens at most, special ones and, for BPE, the 256 bytes included
 * @param minimumFrequency least count of a pair (BPE) or of a character that becomes a token
 * @param specialTokens get the first ids, in this order; {@code <|endoftext|>} must be among them
 * @param unknownToken stands for characters without a token and gets the next id; absent: every character of the
 *     corpus must have one. For characters only, as BPE can spell whatever comes
 * @param mostWords distinct words that BPE is trained from, the most frequent ones: it bounds the driver's memory
 */
public record TokenizerSettings(
        Kind kind,
        int vocabularySize,
        long minimumFrequency,
        List<String> specialTokens,
        Optional<String> unknownToken,
        int mostWords) {
    /** What a token is. */
    public enum Kind {
        /** Byte-level BPE over GPT-2's split. */
        BPE,
        /** One character. */
        CHAR
    }

    public TokenizerSettings {
        specialTokens = List.copyOf(specialTokens);
        if (mostWords < 1) {
            throw new IllegalArgumentException("Invalid mostWords: " + mostWords + " (must be > 0)");
        }
    }
}
