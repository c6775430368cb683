package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Punctuation;
import dev.millrace.pipeline.words.Spans;
import net.openhft.hashing.LongHashFunction;

/** What one pass counts on the lines of a text, parted by line feeds, that hold more than white space. */
final class FilledLines {
    private static final LongHashFunction HASH = LongHashFunction.xx3();

    private final int shortLength;
    private final Spans parts = new Spans();
    private final LongSet seen = new LongSet();

    private long reading;
    private int count;
    private int ended;
    private int brief;
    private long duplicateCharacters;
    private int charactersWithoutFeeds;

    FilledLines(int shortLength) {
        this.shortLength = shortLength;
    }

    FilledLines of(MeasuredText text) {
        if (reading == text.reading()) {
            return this;
        }
        reading = text.reading();
        parts.clear();
        Lines.splitAtEachFeed(text.chars(), parts);
        seen.reset(parts.size());
        count = 0;
        ended = 0;
        brief = 0;
        duplicateCharacters = 0;
        charactersWithoutFeeds = text.length() - feeds(text);
        for (int i = 0; i < parts.size(); i++) {
            int from = parts.start(i);
            int to = parts.end(i);
            if (text.leftStripped(from, to) < to) {
                add(text, from, to);
            }
        }
        return this;
    }

    private void add(MeasuredText text, int from, int to) {
        count++;
        int length = text.codePoints(from, to);
        ended += Punctuation.endsSentences(Character.codePointBefore(text.chars(), to, from)) ? 1 : 0;
        brief += length <= shortLength ? 1 : 0;
        if (!seen.add(HASH.hashChars(text.chars(), from, to - from))) {
            duplicateCharacters += length;
        }
    }

    static int feeds(MeasuredText text) {
        int feeds = 0;
        for (char c : text.chars()) {
            feeds += c == '\n' ? 1 : 0;
        }
        return feeds;
    }

    int count() {
        return count;
    }

    /** Share of lines whose last character ends sentences; 0 without lines. */
    double endedShare() {
        return count == 0 ? 0 : (double) ended / count;
    }

    /** Share of short lines; 0 without lines. */
    double shortShare() {
        return count == 0 ? 0 : (double) brief / count;
    }

    /** Characters of second and later occurrences, of all but line feeds; 0 without lines. */
    double duplicateShare() {
        return count == 0 ? 0 : (double) duplicateCharacters / charactersWithoutFeeds;
    }
}
