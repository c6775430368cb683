package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.CharacterProperties;

/** Splits numbers from what stands around them. */
public enum Digits implements PreTokenizer {
    /** A number is a word. */
    TOGETHER(SplitBehavior.CONTIGUOUS),
    /** A digit is a word. */
    INDIVIDUALLY(SplitBehavior.ISOLATED);

    private final SplitBehavior behavior;

    Digits(SplitBehavior behavior) {
        this.behavior = behavior;
    }

    @Override
    public void split(Words words) {
        CharacterSplit.split(words, behavior, CharacterProperties::isNumeric);
    }
}
