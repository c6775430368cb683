package dev.millrace.pipeline.words;

/** {@code \w+|[^\w\s]} with Unicode letters, numbers and the underscore as {@code \w}. */
final class WordsOrMarks implements WordSplitter {
    @Override
    public void split(char[] text, int from, int to, Spans words) {
        int at = from;
        while (at < to) {
            int start = at;
            while (at < to && part(Character.codePointAt(text, at, to))) {
                at += Character.charCount(Character.codePointAt(text, at, to));
            }
            if (start == at) {
                at += Character.charCount(Character.codePointAt(text, at, to));
                if (WhiteSpace.is(text[start])) {
                    continue;
                }
            }
            words.add(start, at);
        }
    }

    private static boolean part(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> codePoint == '_';
        };
    }
}
