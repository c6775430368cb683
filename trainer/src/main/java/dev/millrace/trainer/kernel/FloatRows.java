package dev.millrace.trainer.kernel;

/** Loops over the first n elements of rows, in the shape that the compiler turns into vector instructions. */
final class FloatRows {
    private static final int LANES = 128;

    private final float[] lanes = new float[LANES];

    /** Σ_j x_j, in an order that depends on n alone. */
    float sum(float[] x, int n) {
        int whole = n - n % LANES;
        float total = 0;
        if (whole > 0) {
            System.arraycopy(x, 0, lanes, 0, LANES);
            for (int base = LANES; base < whole; base += LANES) {
                for (int j = 0; j < LANES; j++) {
                    lanes[j] += x[base + j];
                }
            }
            total = eightWaySum(lanes, 0, LANES);
        }
        return total + eightWaySum(x, whole, n);
    }

    /** max_j x_j, −∞ if there is none; what is not a number is passed over. */
    static float largest(float[] x, int n) {
        float a = Float.NEGATIVE_INFINITY;
        float b = a;
        float c = a;
        float d = a;
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            // comparisons, because Math.max costs several instructions a number
            a = x[i] > a ? x[i] : a;
            b = x[i + 1] > b ? x[i + 1] : b;
            c = x[i + 2] > c ? x[i + 2] : c;
            d = x[i + 3] > d ? x[i + 3] : d;
        }
        for (; i < n; i++) {
            a = x[i] > a ? x[i] : a;
        }
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    /** y_j ← x_j·scale + shift; y may be x. */
    static void affine(float[] x, float scale, float shift, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] = x[j] * scale + shift;
        }
    }

    /** y_j ← x_j·scale; y may be x. */
    static void scale(float[] x, float scale, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] = x[j] * scale;
        }
    }

    /** y_j ← a_j·b_j. */
    static void product(float[] a, float[] b, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] = a[j] * b[j];
        }
    }

    /** y_j += x_j. */
    static void add(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] += x[j];
        }
    }

    private static float eightWaySum(float[] x, int begin, int end) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = begin;
        for (; i + 8 <= end; i += 8) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
            e += x[i + 4];
            f += x[i + 5];
            g += x[i + 6];
            h += x[i + 7];
        }
        float rest = 0;
        for (; i < end; i++) {
            rest += x[i];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h)) + rest;
    }
}
