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

    /** max_j x_j; NaN if there is one, −∞ if there is none. */
    float largest(float[] x, int n) {
        int whole = n - n % LANES;
        float result = Float.NEGATIVE_INFINITY;
        if (whole > 0) {
            System.arraycopy(x, 0, lanes, 0, LANES);
            for (int base = LANES; base < whole; base += LANES) {
                for (int j = 0; j < LANES; j++) {
                    lanes[j] = Math.max(lanes[j], x[base + j]);
                }
            }
            for (int j = 0; j < LANES; j++) {
                result = Math.max(result, lanes[j]);
            }
        }
        for (int j = whole; j < n; j++) {
            result = Math.max(result, x[j]);
        }
        return result;
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
