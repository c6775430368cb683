package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.CharacterProperties;

/** Splits at punctuation. */
public record Punctuation(SplitBehavior behavior) implements PreTokenizer {

    @Override
    public void split(Words words) {
        CharacterSplit.split(words, behavior, CharacterProperties::isPunctuation);
    }
}
