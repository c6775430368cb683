package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Spans;
import net.openhft.hashing.LongHashFunction;

/** Lines or paragraphs of a text, and how much of them came before. One instance is for either. */
final class Segments {
    private static final LongHashFunction HASH = LongHashFunction.xx3();

    private final Spans parts = new Spans();
    private final LongSet seen = new LongSet();
    private long reading;
    private int duplicates;
    private long duplicateCharacters;

    /** What stands between runs of line feeds. */
    Segments lines(MeasuredText text) {
        return read(text, 0, text.chars().length, 1);
    }

    /** What stands between runs of two line feeds or more, in the text without white space at its ends. */
    Segments paragraphs(MeasuredText text) {
        int from = text.leftStripped(0, text.chars().length);
        return read(text, from, text.rightStripped(from, text.chars().length), 2);
    }

    private Segments read(MeasuredText text, int from, int to, int feeds) {
        if (reading == text.reading()) {
            return this;
        }
        reading = text.reading();
        parts.clear();
        Lines.splitAtFeeds(text.chars(), from, to, feeds, parts);
        seen.reset(parts.size());
        duplicates = 0;
        duplicateCharacters = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (!seen.add(HASH.hashChars(text.chars(), parts.start(i), parts.length(i)))) {
                duplicates++;
                duplicateCharacters += text.codePoints(parts.start(i), parts.end(i));
            }
        }
        return this;
    }

    /** Share of the parts that are second or later occurrences. */
    double duplicateShare() {
        return (double) duplicates / parts.size();
    }

    /** Characters of second and later occurrences. */
    long duplicateCharacters() {
        return duplicateCharacters;
    }
}
