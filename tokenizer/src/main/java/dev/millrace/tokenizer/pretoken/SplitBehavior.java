package dev.millrace.tokenizer.pretoken;

/** What becomes of the matches that a text is split at. */
public enum SplitBehavior {
    /** They go. */
    REMOVED,
    /** Each is a word. */
    ISOLATED,
    /** Those that follow one another are a word. */
    CONTIGUOUS,
    /** Each ends the word before it. */
    MERGED_WITH_PREVIOUS,
    /** Each begins the word after it. */
    MERGED_WITH_NEXT
}
