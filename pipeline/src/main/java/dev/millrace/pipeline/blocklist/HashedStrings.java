package dev.millrace.pipeline.blocklist;

import java.util.Arrays;
import net.openhft.hashing.LongHashFunction;

/**
 * A set of strings as sorted 64-bit hashes: 8 bytes each. A string that is not in a set of n is taken for a member with
 * probability n / 2^64.
 */
public final class HashedStrings {
    private static final LongHashFunction HASH = LongHashFunction.xx3();

    private final long[] hashes;

    private HashedStrings(long[] hashes) {
        this.hashes = hashes;
    }

    /** Gathers a set. */
    public static final class Builder {
        private long[] hashes = new long[1024];
        private int size;

        public void add(String text) {
            if (size == hashes.length) {
                hashes = Arrays.copyOf(hashes, size + size / 2);
            }
            hashes[size++] = HASH.hashChars(text);
        }

        public HashedStrings build() {
            Arrays.sort(hashes, 0, size);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (kept == 0 || hashes[i] != hashes[kept - 1]) {
                    hashes[kept++] = hashes[i];
                }
            }
            return new HashedStrings(Arrays.copyOf(hashes, kept));
        }
    }

    public boolean contains(String text) {
        return Arrays.binarySearch(hashes, HASH.hashChars(text)) >= 0;
    }

    public int size() {
        return hashes.length;
    }
}
