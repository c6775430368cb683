package dev.millrace.pipeline.classifier;

import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WordSplit;
import dev.millrace.pipeline.words.WordSplitter;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import net.openhft.hashing.LongHashFunction;

/**
 * The hashed n-grams of a text: words by Unicode's default boundaries in lower case, counted by bucket; the value of a
 * bucket is {@code log(1 + count)}, and all values have length one together. For one thread at a time.
 */
public final class NgramFeatures {
    private static final LongHashFunction HASH = LongHashFunction.xx3();
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final Shape shape;
    private final WordSplitter splitter = WordSplit.UNICODE.splitter();
    private final Spans words = new Spans();

    /**
     * @param ngram most words of an n-gram
     * @param bits of a bucket's number: there are 2^bits
     * @param maximumWords words of a text that are looked at, from its start
     */
    public record Shape(int ngram, int bits, int maximumWords) implements Serializable {
        public Shape {
            if (ngram < 1 || ngram > 8) {
                throw new IllegalArgumentException("Invalid ngram: " + ngram + " (must be 1 to 8)");
            }
            if (bits < 8 || bits > 26) {
                throw new IllegalArgumentException("Invalid bits: " + bits + " (must be 8 to 26)");
            }
            if (maximumWords < 1) {
                throw new IllegalArgumentException("Invalid maximum words: " + maximumWords + " (must be > 0)");
            }
        }

        public int buckets() {
            return 1 << bits;
        }
    }

    /**
     * @param buckets rising
     * @param values of the buckets
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Vector(int[] buckets, double[] values) {}

    public NgramFeatures(Shape shape) {
        this.shape = shape;
    }

    /** The vector of a text; empty without words. */
    public Vector of(String text) {
        char[] chars = lowerCase(text);
        words.clear();
        splitter.split(chars, 0, chars.length, words);
        int count = Math.min(words.size(), shape.maximumWords());
        long[] hashes = new long[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = HASH.hashChars(chars, words.start(i), words.length(i));
        }
        int[] all = new int[count * shape.ngram()];
        int size = 0;
        for (int i = 0; i < count; i++) {
            long hash = 0;
            for (int n = 0; n < shape.ngram() && i + n < count; n++) {
                hash = (hash ^ hashes[i + n]) * MIX;
                hash ^= hash >>> 29;
                all[size++] = (int) (hash >>> (64 - shape.bits()));
            }
        }
        Arrays.sort(all, 0, size);
        return vector(all, size);
    }

    private static Vector vector(int[] all, int size) {
        int[] buckets = new int[size];
        double[] values = new double[size];
        int kept = 0;
        double squares = 0;
        for (int from = 0; from < size; ) {
            int to = from;
            while (to < size && all[to] == all[from]) {
                to++;
            }
            buckets[kept] = all[from];
            values[kept] = Math.log1p(to - from);
            squares += values[kept] * values[kept];
            kept++;
            from = to;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < kept; i++) {
            values[i] /= length;
        }
        return new Vector(Arrays.copyOf(buckets, kept), Arrays.copyOf(values, kept));
    }

    /** Bounded, as only the first words count and a word may have no end. */
    private char[] lowerCase(String text) {
        int longest = (int) Math.min(text.length(), shape.maximumWords() * 64L);
        return text.substring(0, longest).toLowerCase(Locale.ROOT).toCharArray();
    }
}
