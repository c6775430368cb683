package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Spans;
import java.util.function.BiConsumer;
import net.openhft.hashing.LongHashFunction;

/** Segments of a text, and how much of it are segments that occur more than once, the first occurrence counted too. */
final class RepeatedSegments {
    private static final LongHashFunction HASH = LongHashFunction.xx3();

    private final BiConsumer<MeasuredText, Spans> splitter;
    private final Spans parts = new Spans();
    private final NgramCounts counts = new NgramCounts();
    private long reading;
    private int repeated;
    private long characters;
    private long repeatedCharacters;

    /** @param splitter adds the segments of a text to spans */
    RepeatedSegments(BiConsumer<MeasuredText, Spans> splitter) {
        this.splitter = splitter;
    }

    RepeatedSegments of(MeasuredText text) {
        if (reading == text.reading()) {
            return this;
        }
        reading = text.reading();
        parts.clear();
        splitter.accept(text, parts);
        counts.reset(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            counts.add(hash(text, i), i);
        }
        repeated = 0;
        characters = 0;
        repeatedCharacters = 0;
        for (int i = 0; i < parts.size(); i++) {
            int length = text.codePoints(parts.start(i), parts.end(i));
            characters += length;
            if (counts.topCount() > 1 && counts.count(hash(text, i)) > 1) {
                repeated++;
                repeatedCharacters += length;
            }
        }
        return this;
    }

    private long hash(MeasuredText text, int part) {
        return HASH.hashChars(text.chars(), parts.start(part), parts.length(part));
    }

    int count() {
        return parts.size();
    }

    /** Share of the segments; 0 without. */
    double repeatedShare() {
        return parts.size() == 0 ? 0 : (double) repeated / parts.size();
    }

    /** Share of the segments' characters; 0 without. */
    double repeatedCharacterShare() {
        return characters == 0 ? 0 : (double) repeatedCharacters / characters;
    }

    long repeatedCharacters() {
        return repeatedCharacters;
    }
}
