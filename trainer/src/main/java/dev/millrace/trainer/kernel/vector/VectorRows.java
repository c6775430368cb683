package dev.millrace.trainer.kernel.vector;

import static dev.millrace.trainer.kernel.vector.Lanes.at;
import static dev.millrace.trainer.kernel.vector.Lanes.pad;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.kernel.Coin;
import dev.millrace.trainer.kernel.RowMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowMath} by the Vector API, in vectors of the machine's preferred width. Rows are computed up to the end
 * of their last vector; where that would change a sum, neutral elements are put behind the row first.
 *
 * <p>The compiler of Java 17 keeps vectors in registers only where all of a method's calls fit into its limit of
 * inlining: one or two short loops a method and no masks, whose type it loses. Where it inlines such a method into its
 * caller it sometimes fails, so Java is to be told {@code -XX:CompileCommand=dontinline} for this class and
 * {@link VectorActivations}.
 */
public final class VectorRows implements RowMath {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    private static final int WIDTH = Lanes.WIDTH;
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));
    private static final int SIGN = 31;
    private static final int SHORT_SIGN = 0x8000;
    private static final int QUIET_NAN = Float.floatToRawIntBits(Float.NaN);
    private static final int HALF = 0x7fff;

    @Override
    public String description() {
        return "Vector API, " + WIDTH + " lanes";
    }

    @Override
    public void add(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            at(x, j).add(at(y, j)).intoArray(y, j);
        }
    }

    @Override
    public void addScaled(float[] x, float factor, float[] y, int n) {
        FloatVector a = FloatVector.broadcast(SPECIES, factor);
        for (int j = 0; j < n; j += WIDTH) {
            at(x, j).fma(a, at(y, j)).intoArray(y, j);
        }
    }

    @Override
    public void scale(float[] x, float factor, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            at(x, j).mul(factor).intoArray(x, j);
        }
    }

    @Override
    public void affine(float[] x, float factor, float[] b, int n) {
        FloatVector a = FloatVector.broadcast(SPECIES, factor);
        for (int j = 0; j < n; j += WIDTH) {
            at(x, j).fma(a, at(b, j)).intoArray(x, j);
        }
    }

    @Override
    public void multiply(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            at(x, j).mul(at(y, j)).intoArray(y, j);
        }
    }

    @Override
    public void sumRows(float[] x, int rows, float[] s, int n) {
        int j = 0;
        for (; j <= n - WIDTH; j += WIDTH) {
            FloatVector sum = at(s, j);
            for (int r = 0, from = j; r < rows; r++, from += n) {
                sum = sum.add(at(x, from));
            }
            sum.intoArray(s, j);
        }
        for (; j < n; j++) {
            for (int r = 0; r < rows; r++) {
                s[j] += x[r * n + j];
            }
        }
    }

    @Override
    public float sum(float[] x, int n) {
        pad(x, n, 0);
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        int j = 0;
        for (; j < n - WIDTH; j += 2 * WIDTH) {
            a = a.add(at(x, j));
            b = b.add(at(x, j + WIDTH));
        }
        if (j < n) {
            a = a.add(at(x, j));
        }
        return a.add(b).reduceLanes(ADD);
    }

    @Override
    public float squares(float[] x, float c, int n) {
        pad(x, n, c);
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        int j = 0;
        for (; j < n - WIDTH; j += 2 * WIDTH) {
            FloatVector first = at(x, j).sub(c);
            FloatVector second = at(x, j + WIDTH).sub(c);
            a = first.fma(first, a);
            b = second.fma(second, b);
        }
        if (j < n) {
            FloatVector last = at(x, j).sub(c);
            a = last.fma(last, a);
        }
        return a.add(b).reduceLanes(ADD);
    }

    @Override
    public void normalise(float[] x, float c, float rho, float[] g, float[] b, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            at(x, j).sub(c).mul(rho).fma(at(g, j), at(b, j)).intoArray(x, j);
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
        pad(x, n, mean);
        pad(dy, n, 0);
        pad(g, n, 0);
        FloatVector gammas = FloatVector.zero(SPECIES);
        FloatVector products = gammas;
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector normal = at(x, j).sub(mean).mul(rho);
            FloatVector upper = at(dy, j);
            FloatVector gamma = upper.mul(at(g, j));
            normal.intoArray(x, j);
            gamma.intoArray(dy, j);
            gammas = gammas.add(gamma);
            products = gamma.fma(normal, products);
            upper.fma(normal, at(dg, j)).intoArray(dg, j);
            upper.add(at(db, j)).intoArray(db, j);
        }
        float meanGamma = centring == Centring.MEAN ? gammas.reduceLanes(ADD) / n : 0;
        float meanProduct = products.reduceLanes(ADD) / n;
        FloatVector factor = FloatVector.broadcast(SPECIES, rho);
        FloatVector slope = FloatVector.broadcast(SPECIES, -meanProduct);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector inner = at(x, j).fma(slope, at(dy, j).sub(meanGamma));
            inner.fma(factor, at(dx, j)).intoArray(dx, j);
        }
    }

    @Override
    public void round(float[] x, short[] y, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            IntVector bits = at(x, j).reinterpretAsInts();
            IntVector size = bits.lanewise(AND, Integer.MAX_VALUE).min(QUIET_NAN);
            IntVector even = size.lanewise(LSHR, Short.SIZE).lanewise(AND, 1);
            IntVector rounded = size.add(even).add(HALF).lanewise(LSHR, Short.SIZE);
            IntVector sign = bits.lanewise(LSHR, Short.SIZE).lanewise(AND, SHORT_SIGN);
            rounded.or(sign).convertShape(I2S, SHORTS, 0).reinterpretAsShorts().intoArray(y, j);
        }
    }

    @Override
    public void activate(Activation f, float[] x, float[] y, int n) {
        VectorActivations.apply(f, x, y, n);
    }

    @Override
    public void slopes(Activation f, float[] x, float[] y, float[] s, int n) {
        VectorActivations.slopes(f, x, y, s, n);
    }

    /** By the order of the bits as whole numbers, which takes fewer instructions than that of floats. */
    @Override
    public float largest(float[] x, int n) {
        pad(x, n, Float.NEGATIVE_INFINITY);
        IntVector a = Lanes.ordered(x, 0);
        for (int j = WIDTH; j < n; j += WIDTH) {
            a = a.max(Lanes.ordered(x, j));
        }
        int bits = a.reduceLanes(MAX);
        return Float.intBitsToFloat(bits ^ ((bits >> SIGN) & Integer.MAX_VALUE));
    }

    @Override
    public float exponentials(float[] x, float scale, float shift, int n) {
        pad(x, n, Float.NEGATIVE_INFINITY);
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector term = FloatVector.broadcast(SPECIES, shift);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector e = Lanes.exp(at(x, j).fma(factor, term));
            e.intoArray(x, j);
            sum = sum.add(e);
        }
        return sum.reduceLanes(ADD);
    }

    @Override
    public void softmaxBackward(float[] p, float[] dp, float alpha, int n) {
        pad(p, n, 0);
        pad(dp, n, 0);
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        int j = 0;
        for (; j < n - WIDTH; j += 2 * WIDTH) {
            a = at(p, j).fma(at(dp, j), a);
            b = at(p, j + WIDTH).fma(at(dp, j + WIDTH), b);
        }
        if (j < n) {
            a = at(p, j).fma(at(dp, j), a);
        }
        float product = a.add(b).reduceLanes(ADD);
        for (j = 0; j < n; j += WIDTH) {
            at(dp, j).sub(product).mul(at(p, j)).mul(alpha).intoArray(dp, j);
        }
    }

    @Override
    public void rotate(float[] x, int offset, float[] c, float[] s, int half) {
        int j = 0;
        for (; j <= half - WIDTH; j += WIDTH) {
            FloatVector a = at(x, offset + j);
            FloatVector b = at(x, offset + half + j);
            FloatVector cosine = at(c, j);
            FloatVector sine = at(s, j);
            a.mul(cosine).sub(b.mul(sine)).intoArray(x, offset + j);
            b.mul(cosine).add(a.mul(sine)).intoArray(x, offset + half + j);
        }
        for (; j < half; j++) {
            float a = x[offset + j];
            float b = x[offset + half + j];
            x[offset + j] = a * c[j] - b * s[j];
            x[offset + half + j] = b * c[j] + a * s[j];
        }
    }

    @Override
    public void drop(float[] x, int a, int b, int threshold, float factor, int n) {
        IntVector last = IntVector.broadcast(INTS, threshold - 1);
        IntVector seeds = IntVector.zero(INTS).addIndex(1).mul(Coin.COLUMN).add(a);
        for (int j = 0; j < n; j += WIDTH) {
            IntVector h = seeds.lanewise(XOR, seeds.lanewise(LSHR, Coin.HIGH));
            h = h.mul(Coin.FIRST).lanewise(XOR, b);
            h = h.lanewise(XOR, h.lanewise(LSHR, Coin.LOW)).mul(Coin.SECOND);
            h = h.lanewise(XOR, h.lanewise(LSHR, Coin.LOW)).lanewise(LSHR, 1);
            // all bits where h is at least the threshold, else none
            IntVector kept = last.sub(h).lanewise(ASHR, SIGN);
            IntVector bits = at(x, j).mul(factor).reinterpretAsInts();
            bits.lanewise(AND, kept).reinterpretAsFloats().intoArray(x, j);
            seeds = seeds.add(WIDTH * Coin.COLUMN);
        }
    }
}
