package dev.millrace.trainer.kernel;

import java.util.Arrays;

/**
 * {@link RowMath} in loops of the shape that the compiler turns into vector instructions: one element at the same
 * index of every array, no branches. An instance holds scratch memory and serves one thread.
 */
final class PlainRows implements RowMath {
    private static final int QUIET_NAN = Float.floatToRawIntBits(Float.NaN);
    private static final int HALF = 0x7fff;
    private static final int SIGN = 0x8000;

    private static final int LANES = 128;

    private final PlainActivations activations = new PlainActivations();
    private final FloatExponential exponential = new FloatExponential();
    private final float[] lanes = new float[LANES];
    private float[] products = new float[0];
    private int[] columns = new int[0];
    private int[] tosses = new int[0];

    @Override
    public String description() {
        return "plain Java";
    }

    @Override
    public void add(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] += x[j];
        }
    }

    @Override
    public void addScaled(float[] x, float factor, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] += factor * x[j];
        }
    }

    @Override
    public void scale(float[] x, float factor, int n) {
        for (int j = 0; j < n; j++) {
            x[j] *= factor;
        }
    }

    @Override
    public void affine(float[] x, float factor, float[] b, int n) {
        for (int j = 0; j < n; j++) {
            x[j] = factor * x[j] + b[j];
        }
    }

    @Override
    public void multiply(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] *= x[j];
        }
    }

    @Override
    public void sumRows(float[] x, int rows, float[] s, int n) {
        for (int r = 0; r < rows; r++) {
            int from = r * n;
            for (int j = 0; j < n; j++) {
                s[j] += x[from + j];
            }
        }
    }

    @Override
    public float sum(float[] x, int n) {
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

    @Override
    public float squares(float[] x, float c, int n) {
        float[] y = products(n);
        for (int j = 0; j < n; j++) {
            float deviation = x[j] - c;
            y[j] = deviation * deviation;
        }
        return sum(y, n);
    }

    @Override
    public void normalise(float[] x, float c, float rho, float[] g, float[] b, int n) {
        for (int j = 0; j < n; j++) {
            x[j] = (x[j] - c) * rho * g[j] + b[j];
        }
    }

    @Override
    public void normBackward(
            float[] x,
            float mean,
            float rho,
            float[] g,
            float[] dy,
            float[] dx,
            float[] dg,
            float[] db,
            Centring centring,
            int n) {
        for (int j = 0; j < n; j++) {
            float normal = (x[j] - mean) * rho;
            x[j] = normal;
            dg[j] += dy[j] * normal;
            db[j] += dy[j];
        }
        multiply(g, dy, n);
        float meanGamma = centring == Centring.MEAN ? sum(dy, n) / n : 0;
        float meanProduct = product(x, dy, n) / n;
        for (int j = 0; j < n; j++) {
            dx[j] += rho * (dy[j] - meanGamma - x[j] * meanProduct);
        }
    }

    @Override
    public void round(float[] x, short[] y, int n) {
        for (int j = 0; j < n; j++) {
            int bits = Float.floatToRawIntBits(x[j]);
            int size = Math.min(bits & Integer.MAX_VALUE, QUIET_NAN);
            int rounded = size + HALF + ((size >>> Short.SIZE) & 1);
            y[j] = (short) ((rounded >>> Short.SIZE) | ((bits >>> Short.SIZE) & SIGN));
        }
    }

    @Override
    public void activate(Activation f, float[] x, float[] y, int n) {
        activations.apply(f, x, y, n);
    }

    @Override
    public void slopes(Activation f, float[] x, float[] y, float[] s, int n) {
        activations.slopes(f, x, y, s, n);
    }

    @Override
    public float largest(float[] x, int n) {
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

    @Override
    public float exponentials(float[] x, float scale, float shift, int n) {
        for (int j = 0; j < n; j++) {
            x[j] = x[j] * scale + shift;
        }
        exponential.apply(x, n);
        return sum(x, n);
    }

    @Override
    public void softmaxBackward(float[] p, float[] dp, float alpha, int n) {
        float product = product(p, dp, n);
        for (int j = 0; j < n; j++) {
            dp[j] = alpha * p[j] * (dp[j] - product);
        }
    }

    @Override
    public void rotate(float[] x, int offset, float[] c, float[] s, int half) {
        for (int j = 0; j < half; j++) {
            float a = x[offset + j];
            float b = x[offset + half + j];
            x[offset + j] = a * c[j] - b * s[j];
            x[offset + half + j] = b * c[j] + a * s[j];
        }
    }

    @Override
    public void drop(float[] x, int a, int b, int threshold, float factor, int n) {
        if (tosses.length < n) {
            columns = new int[n];
            tosses = new int[n];
            Arrays.setAll(columns, j -> j);
        }
        for (int j = 0; j < n; j++) {
            tosses[j] = Coin.toss(a, b, columns[j]);
        }
        for (int j = 0; j < n; j++) {
            x[j] = tosses[j] >= threshold ? factor * x[j] : 0;
        }
    }

    private float product(float[] x, float[] y, int n) {
        float[] z = products(n);
        for (int j = 0; j < n; j++) {
            z[j] = x[j] * y[j];
        }
        return sum(z, n);
    }

    private float[] products(int n) {
        if (products.length < n) {
            products = new float[n];
        }
        return products;
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
