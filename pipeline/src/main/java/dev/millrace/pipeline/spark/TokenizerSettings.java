package dev.millrace.pipeline.spark;

import java.util.List;

/**
 * The tokenizer to train: byte-level BPE over GPT-2's split.
 *
 * @param vocabularySize tokens at most, special ones and the 256 bytes included
 * @param minimumFrequency least count of a pair that becomes a token
 * @param specialTokens get the first ids, in this order; {@code <|endoftext|>} must be among them
 * @param mostWords distinct words that are kept for training, the most frequent ones: it bounds the driver's memory
 */
public record TokenizerSettings(int vocabularySize, long minimumFrequency, List<String> specialTokens, int mostWords) {
    public TokenizerSettings {
        specialTokens = List.copyOf(specialTokens);
        if (mostWords < 1) {
            throw new IllegalArgumentException("Invalid mostWords: " + mostWords + " (must be > 0)");
        }
    }
}
