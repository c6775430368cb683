package dev.millrace.trainer.optimise;

import java.util.Arrays;

/**
 * The Euclidean norm of a whole gradient. The sum of squares is taken over fixed chunks, so
 * that its bits do not depend on who sums which chunk: in single precision over short pieces, in double over those.
 */
public final class GlobalNorm {
    /** Elements of a chunk. */
    public static final int CHUNK = 1 << 16;

    /** Summed in single precision: 32 squares a lane. */
    private static final int PIECE = 1 << 12;

    private static final int LANES = 128;

    private GlobalNorm() {}

    /** Number of chunks of a vector. */
    public static int chunks(int length) {
        return (length + CHUNK - 1) / CHUNK;
    }

    /** Sum of squares of one chunk's elements, the first ones of an array. */
    public static double squares(float[] chunk, int count) {
        float[] lanes = new float[LANES];
        double sum = 0;
        for (int piece = 0; piece < count; piece += PIECE) {
            int end = Math.min(count, piece + PIECE);
            Arrays.fill(lanes, 0);
            int i = piece;
            for (; i <= end - LANES; i += LANES) {
                addSquares(chunk, i, lanes);
            }
            for (; i < end; i++) {
                lanes[0] += chunk[i] * chunk[i];
            }
            double squares = 0;
            for (float lane : lanes) {
                squares += lane;
            }
            sum += Double.isFinite(squares) ? squares : exactSquares(chunk, piece, end);
        }
        return sum;
    }

    /** Beyond the range of single precision. */
    private static double exactSquares(float[] vector, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (double) vector[i] * vector[i];
        }
        return squares;
    }

    private static void addSquares(float[] vector, int from, float[] lanes) {
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] += vector[from + lane] * vector[from + lane];
        }
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
