package dev.millrace.pipeline.words;

/** Counts spaCy's rule-based sentences; those of white space alone don't count. */
final class EnglishSentences implements SentenceCounter {
    private final WordSplitter splitter = new EnglishWords();
    private final Spans words = new Spans();

    @Override
    public int count(char[] text, int from, int to) {
        words.clear();
        splitter.split(text, from, to, words);
        int count = words.size() == 0 ? 0 : 1;
        boolean ended = false;
        for (int i = 0; i < words.size(); i++) {
            if (ended && (tokenOfSpace(text, i) || !punctuation(text, words.start(i), words.end(i)))) {
                count++;
                ended = false;
            }
            ended |= end(text, words.start(i), words.end(i));
        }
        return count;
    }

    /** Whether spaCy has a token of white space before a word: for any but one single space. */
    private boolean tokenOfSpace(char[] text, int word) {
        int gap = words.end(word - 1);
        int length = words.start(word) - gap;
        return length > 1 || (length == 1 && text[gap] != ' ');
    }

    private static boolean end(char[] text, int from, int to) {
        int c = Character.codePointAt(text, from, to);
        return Character.charCount(c) == to - from && Punctuation.endsSentences(c);
    }

    private static boolean punctuation(char[] text, int from, int to) {
        int at = from;
        while (at < to) {
            int c = Character.codePointAt(text, at, to);
            switch (Character.getType(c)) {
                case Character.CONNECTOR_PUNCTUATION,
                        Character.DASH_PUNCTUATION,
                        Character.START_PUNCTUATION,
                        Character.END_PUNCTUATION,
                        Character.INITIAL_QUOTE_PUNCTUATION,
                        Character.FINAL_QUOTE_PUNCTUATION,
                        Character.OTHER_PUNCTUATION -> at += Character.charCount(c);
                default -> {
                    return false;
                }
            }
        }
        return true;
    }
}
