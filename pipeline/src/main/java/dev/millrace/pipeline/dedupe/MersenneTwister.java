package dev.millrace.pipeline.dedupe;

/**
 * MT19937 as numpy's {@code RandomState(seed)} runs it, with its bounded 64-bit integers, so that hash families
 * drawn there can be drawn here. Source: Matsumoto and Nishimura 1998 (init_genrand, genrand_int32).
 */
final class MersenneTwister {
    private static final int N = 624;
    private static final int M = 397;
    private static final int MATRIX_A = 0x9908b0df;
    private static final int UPPER = 0x80000000;
    private static final int LOWER = 0x7fffffff;

    private final int[] state = new int[N];
    private int next = N;

    /** @param seed 0 to 2^32 - 1 */
    MersenneTwister(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /**
     * {@code RandomState.randint(low, high, dtype=uint64, size=count)} for {@code high - low > 2^32}: draws masked to
     * the bits of the range, those beyond it thrown away.
     */
    long[] bounded(long low, long high, int count) {
        long range = high - 1 - low;
        long mask = -1L >>> Long.numberOfLeadingZeros(range);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            long value = nextLong() & mask;
            while (Long.compareUnsigned(value, range) > 0) {
                value = nextLong() & mask;
            }
            values[i] = low + value;
        }
        return values;
    }

    private long nextLong() {
        long high = nextInt();
        return high << 32 | Integer.toUnsignedLong(nextInt());
    }

    private int nextInt() {
        if (next == N) {
            twist();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = (state[i] & UPPER) | (state[(i + 1) % N] & LOWER);
            state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : MATRIX_A);
        }
        next = 0;
    }
}
