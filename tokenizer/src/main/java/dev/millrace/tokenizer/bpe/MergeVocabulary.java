package dev.millrace.tokenizer.bpe;

import java.util.OptionalInt;

/** Tokens as a {@link MergeLearner} makes them of one another. */
public interface MergeVocabulary {

    /** Number of the symbols that words are made of at first which the token is made of. */
    int length(int id);

    /** Id of the token that two which stand side by side make; empty if they must not be merged. */
    OptionalInt merge(int left, int right);
}
