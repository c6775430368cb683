package dev.millrace.trainer.layer;

import java.nio.charset.StandardCharsets;

/**
 * Where dropout takes its numbers from: a key that is a function of seed, number of the micro-batch's first sequence,
 * layer and place in it, so that neither resume nor the number of workers changes anything.
 */
final class Randomness {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final long PRIME = 0x100000001b3L;
    private static final long BASIS = 0xcbf29ce484222325L;

    private Randomness() {}

    static long key(long seed, long number, String place) {
        return mix(mix(mix(seed + GOLDEN_GAMMA) + number + GOLDEN_GAMMA) + hash(place));
    }

    static long key(long key, int index) {
        return mix(key + (index + 1L) * GOLDEN_GAMMA);
    }

    /** SplitMix64's finaliser (Steele, Lea and Flood 2014, with Stafford's variant 13 constants). */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String place) {
        long hash = BASIS;
        for (byte b : place.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return hash;
    }
}
