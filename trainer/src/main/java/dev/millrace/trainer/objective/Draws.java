package dev.millrace.trainer.objective;

/**
 * Random numbers of one sequence for one purpose: a function of (seed, sequence number, purpose), whoever draws them
 * wherever. Source: SplitMix64, Steele, Lea and Flood 2014, with Stafford's variant 13 constants.
 */
public final class Draws {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    private long state;

    /** What numbers are drawn for. */
    public enum Purpose {
        PAIR(1),
        CUT(2),
        POSITIONS(3),
        FATE(4),
        SPANS(5),
        SAMPLE(6);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    /** The numbers of a sequence. */
    public Draws(long seed, long sequence, Purpose purpose) {
        state = mix(mix(mix(seed + GOLDEN_GAMMA) + sequence + GOLDEN_GAMMA) + purpose.number);
    }

    /** Uniform in [0, 1). */
    public double next() {
        state += GOLDEN_GAMMA;
        return (mix(state) >>> 11) * UNIT;
    }

    /** Uniform in 0 … limit − 1. */
    int below(int limit) {
        return (int) (next() * limit);
    }

    /** Puts count of the values, chosen at random, in random order first. */
    void choose(int[] values, int count) {
        for (int i = 0; i < count; i++) {
            int other = i + below(values.length - i);
            int swapped = values[i];
            values[i] = values[other];
            values[other] = swapped;
        }
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
