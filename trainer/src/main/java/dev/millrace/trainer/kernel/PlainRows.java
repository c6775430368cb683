package dev.millrace.trainer.kernel;

/** Rows in plain Java, in the shape that the compiler turns into vector instructions. */
final class PlainRows implements RowMath {
    private static final int LANES = 128;

    // gelu(x) = x·σ(x·(K0 + K1·x²)), K0 = 2√(2/π), K1 = 0.044715·K0
    private static final float K0 = (float) (2 * Math.sqrt(2 / Math.PI));
    private static final float K1 = (float) (2 * Math.sqrt(2 / Math.PI) * 0.044715);
    private static final float INVERSE_ROOT_2 = (float) Math.sqrt(.5);
    private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

    private final FloatExponential exponential = new FloatExponential();
    private final float[] lanes = new float[LANES];
    private float[] power = new float[0];
    private float[] share = new float[0];

    @Override
    public String name() {
        return "plain Java";
    }

    @Override
    public int padded(int m) {
        return m;
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
    public float exponentials(float[] x, int n, float scale, float shift) {
        for (int j = 0; j < n; j++) {
            x[j] = x[j] * scale + shift;
        }
        exponential.apply(x, n);
        return sum(x, n);
    }

    @Override
    public float product(float[] x, float[] y, int n) {
        reserve(n);
        for (int j = 0; j < n; j++) {
            power[j] = x[j] * y[j];
        }
        return sum(power, n);
    }

    @Override
    public float squaredDeviations(float[] x, float mean, int m) {
        reserve(m);
        for (int j = 0; j < m; j++) {
            power[j] = (x[j] - mean) * (x[j] - mean);
        }
        return sum(power, m);
    }

    @Override
    public void add(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] += x[j];
        }
    }

    @Override
    public void scale(float[] x, float factor, int n) {
        for (int j = 0; j < n; j++) {
            x[j] *= factor;
        }
    }

    @Override
    public void multiply(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] *= x[j];
        }
    }

    @Override
    public void activate(Activation f, float[] x, float[] y, int n) {
        switch (f) {
            case GELU_TANH -> {
                geluShares(x, n);
                weigh(x, y, n);
            }
            case GELU -> {
                normalShares(x, n);
                weigh(x, y, n);
            }
            case RELU -> {
                for (int j = 0; j < n; j++) {
                    y[j] = Math.max(0, x[j]);
                }
            }
            case SILU -> {
                sigmoidShares(x, 1, n);
                weigh(x, y, n);
            }
            case TANH -> {
                sigmoidShares(x, 2, n);
                for (int j = 0; j < n; j++) {
                    y[j] = 2 * share[j] - 1;
                }
            }
        }
    }

    @Override
    public void slopes(Activation f, float[] x, float[] s, int n) {
        switch (f) {
            case GELU_TANH -> {
                // σ + x·σ·(1 − σ)·(K0 + 3·K1·x²)
                geluShares(x, n);
                for (int j = 0; j < n; j++) {
                    float v = x[j];
                    s[j] = share[j] + v * share[j] * (1f - share[j]) * (K0 + 3 * K1 * v * v);
                }
            }
            case GELU -> {
                // Φ(x) + x·φ(x)
                normalShares(x, n);
                for (int j = 0; j < n; j++) {
                    power[j] = -.5f * x[j] * x[j];
                }
                exponential.apply(power, n);
                for (int j = 0; j < n; j++) {
                    s[j] = share[j] + x[j] * DENSITY * power[j];
                }
            }
            case RELU -> {
                for (int j = 0; j < n; j++) {
                    s[j] = x[j] > 0 ? 1 : 0;
                }
            }
            case SILU -> {
                sigmoidShares(x, 1, n);
                for (int j = 0; j < n; j++) {
                    s[j] = share[j] + x[j] * share[j] * (1f - share[j]);
                }
            }
            case TANH -> {
                sigmoidShares(x, 2, n);
                for (int j = 0; j < n; j++) {
                    s[j] = 4 * share[j] * (1f - share[j]);
                }
            }
        }
    }

    @Override
    public void normalise(float[] x, float mean, float rho, float[] gain, float[] bias, int n) {
        for (int j = 0; j < n; j++) {
            x[j] = (x[j] - mean) * rho * gain[j] + bias[j];
        }
    }

    @Override
    public void normGradients(
            float[] x,
            float mean,
            float rho,
            float[] gain,
            float[] dy,
            float[] gamma,
            float[] dgain,
            float[] dbias,
            float[] sums,
            int n) {
        for (int j = 0; j < n; j++) {
            x[j] = (x[j] - mean) * rho;
            gamma[j] = dy[j] * gain[j];
        }
        for (int j = 0; j < n; j++) {
            dgain[j] += dy[j] * x[j];
            dbias[j] += dy[j];
        }
        sums[0] = sum(gamma, n);
        sums[1] = product(gamma, x, n);
    }

    @Override
    public void normInput(
            float[] dx, float rho, float[] gamma, float meanGamma, float[] normal, float meanProduct, int n) {
        for (int j = 0; j < n; j++) {
            dx[j] += rho * (gamma[j] - meanGamma - normal[j] * meanProduct);
        }
    }

    @Override
    public void slopeGradients(float[] dy, float[] s, float[] sum, int n) {
        for (int j = 0; j < n; j++) {
            dy[j] *= s[j];
            sum[j] += dy[j];
        }
    }

    @Override
    public void gateGradients(float[] dy, float[] opening, float[] u, float[] slope, int n) {
        for (int j = 0; j < n; j++) {
            slope[j] *= dy[j] * u[j];
            u[j] = dy[j] * opening[j];
        }
    }

    @Override
    public void softmaxGradient(float[] p, float[] dp, float product, float factor, int n) {
        for (int j = 0; j < n; j++) {
            dp[j] = factor * p[j] * (dp[j] - product);
        }
    }

    @Override
    public void turn(float[] x, int offset, int half, float[] cosines, float[] sines, float sign) {
        for (int j = 0; j < half; j++) {
            float a = x[offset + j];
            float b = x[offset + half + j];
            float sine = sign * sines[j];
            x[offset + j] = a * cosines[j] - b * sine;
            x[offset + half + j] = b * cosines[j] + a * sine;
        }
    }

    /** y_j ← x_j·share_j. */
    private void weigh(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] = x[j] * share[j];
        }
    }

    /** share ← σ(x·(K0 + K1·x²)). */
    private void geluShares(float[] x, int n) {
        reserve(n);
        for (int j = 0; j < n; j++) {
            float v = x[j];
            power[j] = -v * (K0 + K1 * v * v);
        }
        sigmoids(n);
    }

    /** share ← σ(factor·x). */
    private void sigmoidShares(float[] x, float factor, int n) {
        reserve(n);
        for (int j = 0; j < n; j++) {
            power[j] = -factor * x[j];
        }
        sigmoids(n);
    }

    /** share ← 1/(1 + exp(power)). */
    private void sigmoids(int n) {
        exponential.apply(power, n);
        for (int j = 0; j < n; j++) {
            share[j] = 1f / (1f + power[j]);
        }
    }

    /**
     * share ← Φ(x) = ½(1 + erf(x/√2)), erf by Abramowitz and Stegun 7.1.26, absolute error below 2e-7: with z =
     * |x|/√2 and t = 1/(1 + pz), 1 − erf(z) = t·(a₁ + t·(a₂ + …))·exp(−z²).
     */
    private void normalShares(float[] x, int n) {
        reserve(n);
        for (int j = 0; j < n; j++) {
            power[j] = -.5f * x[j] * x[j];
        }
        exponential.apply(power, n);
        for (int j = 0; j < n; j++) {
            float t = 1f / (1f + 0.3275911f * INVERSE_ROOT_2 * Math.abs(x[j]));
            float p = (((1.0614054f * t - 1.4531521f) * t + 1.4214138f) * t - 0.28449672f) * t + 0.2548296f;
            float half = .5f * p * t * power[j];
            share[j] = x[j] >= 0 ? 1f - half : half;
        }
    }

    private void reserve(int n) {
        if (power.length < n) {
            power = new float[n];
            share = new float[n];
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
