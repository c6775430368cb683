package dev.millrace.pipeline.dedupe;

import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WordSplit;
import dev.millrace.pipeline.words.WordSplitter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.openhft.hashing.LongTupleHashFunction;

/**
 * MinHash signatures for locality-sensitive hashing, value for value those of datatrove
 * (pipeline/dedup/minhash.py, 64-bit hashes). Similarity is that of the documents' sets of word n-grams.
 * An instance is used by one thread at a time.
 */
public final class MinHash {
    private static final long MERSENNE_61 = (1L << 61) - 1;
    private static final LongTupleHashFunction BAND_HASH = LongTupleHashFunction.xx128();

    private final Settings settings;
    private final long[] multipliers;
    private final long[] addends;
    private final ShingleHash.Function hash;
    private final WordSplitter splitter;
    private final Spans words = new Spans();

    /**
     * @param ngram words in a shingle; a text with fewer has no signature
     * @param buckets bands of the signature
     * @param rows values in a band
     * @param seed of the hash family, as numpy's {@code RandomState} takes it: 0 to 2^32 - 1
     * @param hash of a shingle
     * @param words what counts as a word, in the text in lower case without punctuation, marks and values of numbers
     */
    public record Settings(int ngram, int buckets, int rows, long seed, ShingleHash hash, WordSplit words)
            implements Serializable {
        private static final long SEEDS = 1L << 32;

        public Settings {
            positive("ngram", ngram);
            positive("buckets", buckets);
            positive("rows", rows);
            if (seed < 0 || seed >= SEEDS) {
                throw new IllegalArgumentException("Invalid seed: " + seed + " (must be 0 to " + (SEEDS - 1) + ")");
            }
        }

        /** datatrove's: 5-grams, 14 x 8, seed 1, XXH64; words as {@link WordSplit#SCRIPT_AWARE}. */
        public static Settings defaults() {
            return new Settings(5, 14, 8, 1, ShingleHash.XXH64, WordSplit.SCRIPT_AWARE);
        }

        /** Values in a signature. */
        public int size() {
            return buckets * rows;
        }

        /** Similarity at which documents begin to be found: {@code (1/buckets)^(1/rows)}. */
        public double threshold() {
            return Math.pow(1.0 / buckets, 1.0 / rows);
        }

        private static void positive(String name, int value) {
            if (value <= 0) {
                throw new IllegalArgumentException("Invalid " + name + ": " + value + " (must be > 0)");
            }
        }
    }

    public MinHash(Settings settings) {
        this.settings = settings;
        MersenneTwister random = new MersenneTwister(settings.seed());
        multipliers = random.bounded(1, MERSENNE_61, settings.size());
        addends = random.bounded(0, MERSENNE_61, settings.size());
        hash = settings.hash().function();
        splitter = settings.words().splitter();
    }

    public Settings settings() {
        return settings;
    }

    /** {@code buckets * rows} values, bucket by bucket, each 0 to 2^61 - 2; empty for a text of too few words. */
    public Optional<long[]> signature(String text) {
        long[] shingles = shingles(text);
        return shingles.length == 0 ? Optional.empty() : Optional.of(minima(shingles));
    }

    /** One key for each bucket, in their order. */
    public List<BandKey> bands(long[] signature) {
        List<BandKey> keys = new ArrayList<>(settings.buckets());
        long[] key = BAND_HASH.newResultArray();
        for (int bucket = 0; bucket < settings.buckets(); bucket++) {
            BAND_HASH.hashLongs(signature, bucket * settings.rows(), settings.rows(), key);
            keys.add(new BandKey(bucket, key[1], key[0]));
        }
        return keys;
    }

    /** Share of equal values, an estimate of the Jaccard similarity of the sets of shingles: 0 to 1. */
    public static double similarity(long[] one, long[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(
                    "Signatures of " + one.length + " and " + other.length + " values can't be compared");
        }
        int equal = 0;
        for (int i = 0; i < one.length; i++) {
            if (one[i] == other[i]) {
                equal++;
            }
        }
        return (double) equal / one.length;
    }

    /** Hashes of the n-grams of words, joined by a space, in the order of the text. */
    long[] shingles(String text) {
        char[] chars = ShingleText.of(text).toCharArray();
        words.clear();
        splitter.split(chars, 0, chars.length, words);
        int count = words.size() - settings.ngram() + 1;
        if (count <= 0) {
            return new long[0];
        }
        WordBytes bytes = new WordBytes(chars, words);
        long[] shingles = new long[count];
        for (int i = 0; i < count; i++) {
            int from = bytes.start(i);
            shingles[i] = hash.hash(bytes.utf8(), from, bytes.end(i + settings.ngram() - 1) - from);
        }
        return shingles;
    }

    /** min over the shingles x of ((x*a + b) mod 2^64) mod (2^61 - 1), unsigned, for each (a, b) of the family. */
    private long[] minima(long[] shingles) {
        int size = multipliers.length;
        long[] minima = new long[size];
        Arrays.fill(minima, Long.MAX_VALUE);
        for (long shingle : shingles) {
            for (int i = 0; i < size; i++) {
                long mixed = shingle * multipliers[i] + addends[i];
                // 2^61 = 1 mod the prime, so the high three bits are added to the rest
                long value = (mixed & MERSENNE_61) + (mixed >>> 61);
                value = value >= MERSENNE_61 ? value - MERSENNE_61 : value;
                minima[i] = Math.min(minima[i], value);
            }
        }
        return minima;
    }
}
