package dev.millrace.trainer.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * exp in float32, relative error below 2e-7 for arguments from −87 to 88; arguments beyond are taken as those bounds.
 * With k = round(x / ln 2) and r = x − k·ln 2: exp(x) = 2ᵏ·exp(r), exp(r) by the polynomial of Cephes' expf.
 */
final class FloatExponential {
    private static final int PIECE = 1024;
    private static final int EXPONENT_SHIFT = 23;
    private static final float LEAST = -87;
    private static final float MOST = 88;
    private static final float INVERSE_LN2 = 1.442695f;
    // adding it leaves k in the lowest bits of the sum's fraction
    private static final float ROUNDER = 0x1.8p23f;
    private static final float LN2_HIGH = 355f / 512;
    private static final float LN2_LOW = -2.1219444e-4f;
    private static final float P5 = 1.9875691e-4f;
    private static final float P4 = 1.3981999e-3f;
    private static final float P3 = 8.333452e-3f;
    private static final float P2 = 4.1665796e-2f;
    private static final float P1 = 1.6666666e-1f;
    private static final float P0 = 0.5f;

    private final float[] argument = new float[PIECE];
    private final float[] rounded = new float[PIECE];
    private final float[] fraction = new float[PIECE];
    private final int[] shifts = new int[PIECE];
    private final int[] bits = new int[PIECE];
    // bits go through memory outside the heap because the compiler vectorises copies and integer loops, but not
    // Float.intBitsToFloat
    private final FloatBuffer floats;
    private final IntBuffer ints;

    FloatExponential() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(PIECE * Float.BYTES).order(ByteOrder.nativeOrder());
        floats = bytes.asFloatBuffer();
        ints = bytes.asIntBuffer();
    }

    /** x_j ← exp(x_j) for the first n. */
    void apply(float[] x, int n) {
        for (int from = 0; from < n; from += PIECE) {
            int count = Math.min(PIECE, n - from);
            System.arraycopy(x, from, argument, 0, count);
            polynomial(argument, rounded, fraction, count);
            floats.put(0, rounded, 0, count);
            ints.get(0, shifts, 0, count);
            floats.put(0, fraction, 0, count);
            ints.get(0, bits, 0, count);
            raise(bits, shifts, count);
            ints.put(0, bits, 0, count);
            floats.get(0, x, from, count);
        }
    }

    /** 2ᵏ·m by adding k to the exponent of m. */
    private static void raise(int[] bits, int[] shifts, int count) {
        for (int j = 0; j < count; j++) {
            bits[j] += shifts[j] << EXPONENT_SHIFT;
        }
    }

    // reads and writes from the same index on: with an offset on one side the loop would not become vector instructions
    private static void polynomial(float[] x, float[] rounded, float[] fraction, int count) {
        for (int j = 0; j < count; j++) {
            float v = Math.min(Math.max(x[j], LEAST), MOST);
            float t = v * INVERSE_LN2 + ROUNDER;
            float k = t - ROUNDER;
            float r = v - k * LN2_HIGH - k * LN2_LOW;
            float p = ((((P5 * r + P4) * r + P3) * r + P2) * r + P1) * r + P0;
            rounded[j] = t;
            fraction[j] = p * r * r + r + 1f;
        }
    }
}
