package dev.millrace.pipeline.dedupe;

import dev.millrace.pipeline.words.Spans;

/** Words as UTF-8, one space between them, so that an n-gram is one range of bytes. */
final class WordBytes {
    private static final int MOST_BYTES_A_CHAR = 3;
    private static final int REPLACEMENT = 0xfffd;

    private final byte[] utf8;
    private final int[] starts;
    private final int[] ends;
    private int size;

    WordBytes(char[] text, Spans words) {
        int capacity = 0;
        for (int i = 0; i < words.size(); i++) {
            capacity = Math.addExact(capacity, Math.multiplyExact(words.length(i), MOST_BYTES_A_CHAR) + 1);
        }
        utf8 = new byte[capacity];
        starts = new int[words.size()];
        ends = new int[words.size()];
        for (int i = 0; i < words.size(); i++) {
            starts[i] = size;
            encode(text, words.start(i), words.end(i));
            ends[i] = size;
            utf8[size++] = ' ';
        }
    }

    byte[] utf8() {
        return utf8;
    }

    int start(int word) {
        return starts[word];
    }

    int end(int word) {
        return ends[word];
    }

    private void encode(char[] text, int from, int to) {
        int i = from;
        while (i < to) {
            int c = text[i];
            if (c < 0x80) {
                utf8[size++] = (byte) c;
                i++;
            } else {
                c = Character.codePointAt(text, i, to);
                i += Character.charCount(c);
                encode(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c);
            }
        }
    }

    private void encode(int codePoint) {
        if (codePoint < 0x800) {
            utf8[size++] = (byte) (0xc0 | (codePoint >> 6));
        } else if (codePoint < 0x10000) {
            utf8[size++] = (byte) (0xe0 | (codePoint >> 12));
            utf8[size++] = tail(codePoint >> 6);
        } else {
            utf8[size++] = (byte) (0xf0 | (codePoint >> 18));
            utf8[size++] = tail(codePoint >> 12);
            utf8[size++] = tail(codePoint >> 6);
        }
        utf8[size++] = tail(codePoint);
    }

    private static byte tail(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }
}
