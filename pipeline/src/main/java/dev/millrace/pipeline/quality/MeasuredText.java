package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WhiteSpace;
import dev.millrace.pipeline.words.WordSplit;
import dev.millrace.pipeline.words.WordSplitter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One text after another, with what several rules need of it, found on first need. Lengths count code points, as in
 * Python. The stages of a thread share it, so that the words of a document are found once, however many stages ask.
 */
final class MeasuredText {
    /** Above so many characters arrays are not kept for a next text that is far smaller. */
    private static final int LARGE = 1 << 22;

    private static final AtomicLong READINGS = new AtomicLong();
    private static final ThreadLocal<Map<WordSplit, MeasuredText>> LATEST =
            ThreadLocal.withInitial(() -> new EnumMap<>(WordSplit.class));

    private final WordSplitter splitter;
    private final Spans words = new Spans();
    private final Spans lines = new Spans();
    private final NgramHashes ngrams = new NgramHashes();

    private long reading;
    private String source = "";
    private char[] chars = new char[0];
    private boolean split;
    private boolean lined;
    private boolean hashed;
    private boolean surrogates;

    MeasuredText(WordSplitter splitter) {
        this.splitter = splitter;
    }

    /** The text as the calling thread last measured it, or measured anew. */
    static MeasuredText of(String text, WordSplit words) {
        Map<WordSplit, MeasuredText> latest = LATEST.get();
        if (large(text)) {
            // of a text so long one reading of its words at a time is enough to hold
            latest.keySet().retainAll(Set.of(words));
        }
        MeasuredText last = latest.get(words);
        if (last == null || (last.chars.length > LARGE && text.length() < LARGE / 8)) {
            last = new MeasuredText(words.splitter());
            latest.put(words, last);
        }
        if (last.reading == 0 || !text.equals(last.source)) {
            last.read(text);
        }
        return last;
    }

    /** Whether what is made of a text is better not kept beside it. */
    static boolean large(String text) {
        return text.length() > LARGE;
    }

    void read(String text) {
        reading = READINGS.incrementAndGet();
        source = text;
        chars = text.toCharArray();
        split = false;
        lined = false;
        hashed = false;
        surrogates = false;
        for (char c : chars) {
            surrogates |= Character.isSurrogate(c);
        }
    }

    /** A number that no other text read here has, so that what was counted on this one need not be counted again. */
    long reading() {
        return reading;
    }

    char[] chars() {
        return chars;
    }

    /** Code points of the text. */
    int length() {
        return codePoints(0, chars.length);
    }

    int codePoints(int from, int to) {
        return surrogates ? Character.codePointCount(chars, from, to - from) : to - from;
    }

    Spans words() {
        if (!split) {
            words.clear();
            splitter.split(chars, 0, chars.length, words);
            split = true;
        }
        return words;
    }

    /** Code points of a word. */
    int wordLength(int word) {
        return codePoints(words.start(word), words.end(word));
    }

    NgramHashes ngrams() {
        if (!hashed) {
            ngrams.read(this);
            hashed = true;
        }
        return ngrams;
    }

    /** Lines as Python's {@code splitlines} finds them, without their ends. */
    Spans lines() {
        if (!lined) {
            lines.clear();
            Lines.split(chars, lines);
            lined = true;
        }
        return lines;
    }

    /** First position of {@code [from, to)} that holds no white space; {@code to} when there is none. */
    int leftStripped(int from, int to) {
        int at = from;
        while (at < to && WhiteSpace.is(chars[at])) {
            at++;
        }
        return at;
    }

    /** Position after the last of {@code [from, to)} that holds no white space; {@code from} when there is none. */
    int rightStripped(int from, int to) {
        int at = to;
        while (at > from && WhiteSpace.is(chars[at - 1])) {
            at--;
        }
        return at;
    }
}
