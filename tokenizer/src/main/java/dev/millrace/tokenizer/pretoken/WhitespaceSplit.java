package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.UnicodeTable;

/** Words are what white space separates. */
public record WhitespaceSplit() implements PreTokenizer {

    @Override
    public void split(Words words) {
        CharacterSplit.split(words, SplitBehavior.REMOVED, UnicodeTable::isWhiteSpace);
    }
}
