package dev.millrace.trainer.kernel.vector;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.MAX;

import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.kernel.RowMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Rows by the Vector API: sums run in two vectors, whose lanes are added at the end. */
public final class VectorRows implements RowMath {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int WIDTH = Lanes.WIDTH;

    @Override
    public String name() {
        return "Vector API, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public int padded(int m) {
        return SPECIES.loopBound(m + WIDTH - 1);
    }

    @Override
    public float sum(float[] x, int n) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        int j = 0;
        for (; j <= n - 2 * WIDTH; j += 2 * WIDTH) {
            a = a.add(FloatVector.fromArray(SPECIES, x, j));
            b = b.add(FloatVector.fromArray(SPECIES, x, j + WIDTH));
        }
        if (j < n) {
            a = a.add(FloatVector.fromArray(SPECIES, x, j));
        }
        return a.add(b).reduceLanes(ADD);
    }

    @Override
    public float largest(float[] x, int n) {
        FloatVector a = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        int j = 0;
        for (; j <= n - 2 * WIDTH; j += 2 * WIDTH) {
            a = a.max(FloatVector.fromArray(SPECIES, x, j));
            b = b.max(FloatVector.fromArray(SPECIES, x, j + WIDTH));
        }
        if (j < n) {
            a = a.max(FloatVector.fromArray(SPECIES, x, j));
        }
        return a.max(b).reduceLanes(MAX);
    }

    @Override
    public float exponentials(float[] x, int n, float scale, float shift) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector term = FloatVector.broadcast(SPECIES, shift);
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        int j = 0;
        for (; j <= n - 2 * WIDTH; j += 2 * WIDTH) {
            FloatVector e = Lanes.exp(FloatVector.fromArray(SPECIES, x, j).fma(factor, term));
            FloatVector f =
                    Lanes.exp(FloatVector.fromArray(SPECIES, x, j + WIDTH).fma(factor, term));
            e.intoArray(x, j);
            f.intoArray(x, j + WIDTH);
            a = a.add(e);
            b = b.add(f);
        }
        if (j < n) {
            FloatVector e = Lanes.exp(FloatVector.fromArray(SPECIES, x, j).fma(factor, term));
            e.intoArray(x, j);
            a = a.add(e);
        }
        return a.add(b).reduceLanes(ADD);
    }

    @Override
    public float product(float[] x, float[] y, int n) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        int j = 0;
        for (; j <= n - 2 * WIDTH; j += 2 * WIDTH) {
            a = FloatVector.fromArray(SPECIES, x, j).fma(FloatVector.fromArray(SPECIES, y, j), a);
            b = FloatVector.fromArray(SPECIES, x, j + WIDTH).fma(FloatVector.fromArray(SPECIES, y, j + WIDTH), b);
        }
        if (j < n) {
            a = FloatVector.fromArray(SPECIES, x, j).fma(FloatVector.fromArray(SPECIES, y, j), a);
        }
        return a.add(b).reduceLanes(ADD);
    }

    @Override
    public float squaredDeviations(float[] x, float mean, int m) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int j = 0;
        for (; j <= m - WIDTH; j += WIDTH) {
            FloatVector deviation = FloatVector.fromArray(SPECIES, x, j).sub(mean);
            sum = deviation.fma(deviation, sum);
        }
        float total = sum.reduceLanes(ADD);
        for (; j < m; j++) {
            total += (x[j] - mean) * (x[j] - mean);
        }
        return total;
    }

    @Override
    public void add(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector.fromArray(SPECIES, x, j)
                    .add(FloatVector.fromArray(SPECIES, y, j))
                    .intoArray(y, j);
        }
    }

    @Override
    public void scale(float[] x, float factor, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector.fromArray(SPECIES, x, j).mul(factor).intoArray(x, j);
        }
    }

    @Override
    public void multiply(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector.fromArray(SPECIES, x, j)
                    .mul(FloatVector.fromArray(SPECIES, y, j))
                    .intoArray(y, j);
        }
    }

    @Override
    public void activate(Activation f, float[] x, float[] y, int n) {
        LaneActivations.apply(f, x, y, n);
    }

    @Override
    public void slopes(Activation f, float[] x, float[] s, int n) {
        LaneActivations.slopes(f, x, s, n);
    }

    @Override
    public void normalise(float[] x, float mean, float rho, float[] gain, float[] bias, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector.fromArray(SPECIES, x, j)
                    .sub(mean)
                    .mul(rho)
                    .fma(FloatVector.fromArray(SPECIES, gain, j), FloatVector.fromArray(SPECIES, bias, j))
                    .intoArray(x, j);
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
        FloatVector gammas = FloatVector.zero(SPECIES);
        FloatVector products = gammas;
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector hat = FloatVector.fromArray(SPECIES, x, j).sub(mean).mul(rho);
            FloatVector up = FloatVector.fromArray(SPECIES, dy, j);
            FloatVector scaled = up.mul(FloatVector.fromArray(SPECIES, gain, j));
            hat.intoArray(x, j);
            scaled.intoArray(gamma, j);
            gammas = gammas.add(scaled);
            products = scaled.fma(hat, products);
            up.fma(hat, FloatVector.fromArray(SPECIES, dgain, j)).intoArray(dgain, j);
            up.add(FloatVector.fromArray(SPECIES, dbias, j)).intoArray(dbias, j);
        }
        sums[0] = gammas.reduceLanes(ADD);
        sums[1] = products.reduceLanes(ADD);
    }

    @Override
    public void normInput(
            float[] dx, float rho, float[] gamma, float meanGamma, float[] normal, float meanProduct, int n) {
        FloatVector factor = FloatVector.broadcast(SPECIES, rho);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector.fromArray(SPECIES, gamma, j)
                    .sub(meanGamma)
                    .sub(FloatVector.fromArray(SPECIES, normal, j).mul(meanProduct))
                    .fma(factor, FloatVector.fromArray(SPECIES, dx, j))
                    .intoArray(dx, j);
        }
    }

    @Override
    public void slopeGradients(float[] dy, float[] s, float[] sum, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, dy, j).mul(FloatVector.fromArray(SPECIES, s, j));
            gradient.intoArray(dy, j);
            gradient.add(FloatVector.fromArray(SPECIES, sum, j)).intoArray(sum, j);
        }
    }

    @Override
    public void gateGradients(float[] dy, float[] opening, float[] u, float[] slope, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, dy, j);
            gradient.mul(FloatVector.fromArray(SPECIES, u, j))
                    .mul(FloatVector.fromArray(SPECIES, slope, j))
                    .intoArray(slope, j);
            gradient.mul(FloatVector.fromArray(SPECIES, opening, j)).intoArray(u, j);
        }
    }

    @Override
    public void softmaxGradient(float[] p, float[] dp, float product, float factor, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector.fromArray(SPECIES, dp, j)
                    .sub(product)
                    .mul(FloatVector.fromArray(SPECIES, p, j))
                    .mul(factor)
                    .intoArray(dp, j);
        }
    }

    @Override
    public void turn(float[] x, int offset, int half, float[] cosines, float[] sines, float sign) {
        int whole = SPECIES.loopBound(half);
        for (int j = 0; j < whole; j += WIDTH) {
            FloatVector a = FloatVector.fromArray(SPECIES, x, offset + j);
            FloatVector b = FloatVector.fromArray(SPECIES, x, offset + half + j);
            FloatVector cosine = FloatVector.fromArray(SPECIES, cosines, j);
            FloatVector sine = FloatVector.fromArray(SPECIES, sines, j).mul(sign);
            a.mul(cosine).sub(b.mul(sine)).intoArray(x, offset + j);
            b.mul(cosine).add(a.mul(sine)).intoArray(x, offset + half + j);
        }
        for (int j = whole; j < half; j++) {
            float a = x[offset + j];
            float b = x[offset + half + j];
            float sine = sign * sines[j];
            x[offset + j] = a * cosines[j] - b * sine;
            x[offset + half + j] = b * cosines[j] + a * sine;
        }
    }
}
