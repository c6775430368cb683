package dev.millrace.trainer.graph;

import dev.millrace.trainer.kernel.Region;
import java.nio.charset.StandardCharsets;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * First values of a tensor: normal with a mean and a deviation, constant where the deviation is 0. A function of
 * (seed, name, index), the same bits on every machine.
 */
record Initialisation(double mean, double deviation) {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final long PRIME = 0x100000001b3L;
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final double UNIT = 0x1p-53;

    static Initialisation constant(double value) {
        return new Initialisation(value, 0);
    }

    void fill(INDArray tensor, long seed, String name) {
        Region region = Region.of(tensor);
        long stream = mix(seed ^ mix(hash(name)));
        for (int i = 0; i < region.length(); i++) {
            region.put(i, deviation == 0 ? mean : mean + deviation * normal(stream, i));
        }
    }

    /** Box and Muller: √(−2 ln u)·cos(2πv), u in (0, 1], v in [0, 1). */
    private static double normal(long stream, int index) {
        double u = ((mix(stream + (2L * index + 1) * GOLDEN_GAMMA) >>> 11) + 1) * UNIT;
        double v = (mix(stream + (2L * index + 2) * GOLDEN_GAMMA) >>> 11) * UNIT;
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
    }

    /** SplitMix64's finaliser (Steele, Lea and Flood 2014, with Stafford's variant 13 constants). */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String name) {
        long hash = BASIS;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return hash;
    }
}
