package dev.millrace.trainer.optimise;

/**
 * The Euclidean norm of a whole gradient. The sum of squares is taken
 * in double precision over fixed chunks, so that its bits do not depend on who sums which chunk.
 */
public final class GlobalNorm {
    /** Elements of a chunk. */
    public static final int CHUNK = 1 << 16;

    private static final int LANES = 8;

    private GlobalNorm() {}

    /** Number of chunks of a vector. */
    public static int chunks(int length) {
        return (length + CHUNK - 1) / CHUNK;
    }

    /** Sum of squares of one chunk. */
    public static double squares(float[] vector, int chunk) {
        int from = chunk * CHUNK;
        int to = Math.min(vector.length, from + CHUNK);
        double[] lanes = new double[LANES];
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                double x = vector[i + lane];
                lanes[lane] += x * x;
            }
        }
        for (; i < to; i++) {
            double x = vector[i];
            lanes[0] += x * x;
        }
        double sum = 0;
        for (double lane : lanes) {
            sum += lane;
        }
        return sum;
    }

    /** Norm from the sums of all chunks, in their order. */
    public static double of(double[] squares) {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return Math.sqrt(sum);
    }
}
