package dev.millrace.pipeline.embedding;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A word's character n-grams, between {@code <} and {@code >}, as hashes: Bojanowski et al. (2017), with fastText's
 * hash. A single character is taken only within the word.
 *
 * @param minimum characters of the shortest
 * @param maximum characters of the longest
 * @param buckets into which they are hashed
 */
public record Subwords(int minimum, int maximum, int buckets) implements Serializable {
    /** Characters of a word that are looked at; what no word is must not cost time. */
    private static final int LONGEST = 1 << 10;

    private static final int MOST_BUCKETS = 10_000_000;

    public Subwords {
        if (minimum < 1) {
            throw new IllegalArgumentException("Invalid minimum: " + minimum + " (must be > 0)");
        }
        if (maximum < minimum || maximum > 32) {
            throw new IllegalArgumentException("Invalid maximum: " + maximum + " (must be from " + minimum + " to 32)");
        }
        if (buckets < 1 || buckets > MOST_BUCKETS) {
            throw new IllegalArgumentException(
                    "Invalid buckets: " + buckets + " (must be from 1 to " + MOST_BUCKETS + ")");
        }
    }

    /** 3 to 6 characters, as fastText; 200,000 buckets. */
    public static Subwords defaults() {
        return new Subwords(3, 6, 200_000);
    }

    /** Buckets of all n-grams, one for each occurrence, in the order of the word. */
    public int[] of(String word) {
        int[] codePoints = ("<" + word + ">").codePoints().limit(LONGEST).toArray();
        int[] found = new int[16];
        int count = 0;
        for (int from = 0; from < codePoints.length; from++) {
            int hash = 0x811c9dc5;
            for (int to = from + 1; to <= Math.min(codePoints.length, from + maximum); to++) {
                hash = hash(hash, codePoints[to - 1]);
                boolean lone = to - from == 1 && (from == 0 || to == codePoints.length);
                if (to - from >= minimum && !lone) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    found[count++] = Integer.remainderUnsigned(hash, buckets);
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** FNV-1a over UTF-8, with fastText's sign extension of bytes. */
    private static int hash(int hash, int codePoint) {
        int next = hash;
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            next = (next ^ b) * 16777619;
        }
        return next;
    }
}
