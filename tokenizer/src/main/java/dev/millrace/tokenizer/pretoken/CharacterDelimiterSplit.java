package dev.millrace.tokenizer.pretoken;

/** Words are what one character separates. */
public record CharacterDelimiterSplit(int delimiter) implements PreTokenizer {

    @Override
    public void split(Words words) {
        CharacterSplit.split(words, SplitBehavior.REMOVED, codePoint -> codePoint == delimiter);
    }
}
