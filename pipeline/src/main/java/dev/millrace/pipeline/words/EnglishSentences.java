package dev.millrace.pipeline.words;

import java.util.Arrays;

/** Counts spaCy's rule-based sentences; those of white space alone don't count. */
final class EnglishSentences implements SentenceCounter {
    /** What Unicode has come to call an end of sentence since spaCy's table was made, at 11; in rising order. */
    private static final int[] LATER = {
        0x61d, 0x61e, 0x837, 0x839, 0x83d, 0x83e, 0x17d4, 0x17d5, 0x1b4e, 0x1b4f, 0x1b7d, 0x1b7e, 0x1b7f, 0x2024,
        0x2cf9, 0x2cfa, 0x2cfb, 0x2e53, 0x2e54, 0x2e60, 0x2e61, 0xfe12, 0xfe15, 0xfe16, 0x10f55, 0x10f56, 0x10f57,
        0x10f58, 0x10f59, 0x10f86, 0x10f87, 0x10f88, 0x10f89, 0x113d4, 0x113d5, 0x11944, 0x11946, 0x11ef7, 0x11ef8,
        0x11f43, 0x11f44, 0x16d6e, 0x16d6f, 0x16e98
    };

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
        return Character.charCount(c) == to - from && Punctuation.endsSentences(c) && Arrays.binarySearch(LATER, c) < 0;
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
