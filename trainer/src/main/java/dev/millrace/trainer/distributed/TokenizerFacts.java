package dev.millrace.trainer.distributed;

import dev.millrace.trainer.objective.WordStarts;

/**
 * What training needs to know of a model's tokenizer.
 *
 * @param fingerprint names it
 * @param words which ids begin a word
 */
public record TokenizerFacts(String fingerprint, WordStarts words) {
    /** Without words: every id is one. */
    public static TokenizerFacts of(String fingerprint) {
        return new TokenizerFacts(fingerprint, WordStarts.everywhere(0));
    }
}
