package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WhiteSpace;
import dev.millrace.pipeline.words.WordSplitter;

/**
 * One text after another, with what several rules need of it, found on first need. Lengths count code points, as in
 * Python.
 */
final class MeasuredText {
    private final WordSplitter splitter;
    private final Spans words = new Spans();
    private final Spans lines = new Spans();
    private final NgramHashes ngrams = new NgramHashes();

    private int reading;
    private char[] chars = new char[0];
    private boolean split;
    private boolean lined;
    private boolean hashed;
    private boolean surrogates;

    MeasuredText(WordSplitter splitter) {
        this.splitter = splitter;
    }

    void read(String text) {
        reading++;
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
    int reading() {
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
