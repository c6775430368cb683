package dev.millrace.trainer.feed;

/** Permutations that are a pure function of their keys. */
final class Shuffle {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Shuffle() {}

    /** Fisher–Yates over 0 … size − 1, driven by SplitMix64. */
    static int[] permutation(int size, long... keys) {
        long state = 0;
        for (long key : keys) {
            state = mix((state + GOLDEN) ^ mix(key + GOLDEN));
        }
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int i = size - 1; i > 0; i--) {
            state += GOLDEN;
            int j = (int) Long.remainderUnsigned(mix(state), i + 1L);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }

    /** Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014. */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
