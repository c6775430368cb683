package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.CharacterProperties;

/** Drops combining marks; a letter that has one built in keeps it, unless it was decomposed before. */
public record StripAccents() implements Normalizer {

    @Override
    public void normalize(NormalizedText text) {
        CharacterFilter.drop(text, CharacterProperties::isCombiningMark);
    }
}
