package dev.millrace.tokenizer.encoding;

/** Whether a template's special tokens are put around texts. */
public enum SpecialTokens {
    ADDED,
    LEFT_OUT
}
