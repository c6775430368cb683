package dev.millrace.trainer.kernel.vector;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.millrace.trainer.kernel.Activation;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Functions of one vector. */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int WIDTH = SPECIES.length();

    private static final float K0 = (float) Activation.K0;
    private static final float K1 = (float) Activation.K1;
    private static final float LEAST = -87;
    private static final float MOST = 88;
    private static final float INVERSE_LN2 = 1.442695f;
    // adding it leaves k in the lowest bits of the sum's fraction
    private static final float ROUNDER = 0x1.8p23f;
    private static final float LN2_HIGH = 355f / 512;
    private static final float LN2_LOW = -2.1219444e-4f;
    private static final int EXPONENT_SHIFT = 23;
    private static final float INVERSE_ROOT_2 = (float) Math.sqrt(.5);
    private static final float FLAT = 4;
    private static final float STRETCH = 1.0000005f;
    private static final float SATURATED = 7.905311f;

    private static final int SIGN = 31;

    private Lanes() {}

    /** Elements of a row from j on. */
    static FloatVector at(float[] x, int j) {
        return FloatVector.fromArray(SPECIES, x, j);
    }

    /** Whole numbers in the order of the elements of a row from j on. */
    static IntVector ordered(float[] x, int j) {
        IntVector bits = at(x, j).reinterpretAsInts();
        return bits.lanewise(ASHR, SIGN).lanewise(AND, Integer.MAX_VALUE).lanewise(XOR, bits);
    }

    /** Puts elements behind the first n, up to the end of the vector. */
    static void pad(float[] x, int n, float value) {
        int end = SPECIES.loopBound(n + WIDTH - 1);
        if (n < end) {
            Arrays.fill(x, n, end, value);
        }
    }

    /** −x·(K0 + K1·x²): {@link Activation#GELU_TANH} is x/(1 + exp of it). */
    static FloatVector geluArgument(FloatVector x) {
        return x.mul(x.mul(x).fma(FloatVector.broadcast(SPECIES, -K1), FloatVector.broadcast(SPECIES, -K0)));
    }

    /** exp(x), x cut to −87 … 88: with k = round(x / ln 2), 2ᵏ·exp(x − k·ln 2) by the polynomial of Cephes' expf. */
    static FloatVector exp(FloatVector argument) {
        FloatVector x = argument.max(LEAST).min(MOST);
        FloatVector shifted =
                x.fma(FloatVector.broadcast(SPECIES, INVERSE_LN2), FloatVector.broadcast(SPECIES, ROUNDER));
        FloatVector k = shifted.sub(ROUNDER);
        FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x);
        r = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
        FloatVector p = FloatVector.broadcast(SPECIES, 1.9875691e-4f);
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1.3981999e-3f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 8.333452e-3f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 4.1665796e-2f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1.6666666e-1f));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 0.5f));
        p = p.fma(r.mul(r), r).add(1f);
        return p.reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(LSHL, EXPONENT_SHIFT))
                .reinterpretAsFloats();
    }

    /** x·P(x²)/Q(x²), the minimax fraction of degrees 13 and 6, x cut to ±7.9, where tanh is 1 in float32. */
    static FloatVector tanh(FloatVector argument) {
        FloatVector x = argument.max(-SATURATED).min(SATURATED);
        FloatVector z = x.mul(x);
        FloatVector p = FloatVector.broadcast(SPECIES, -2.7607684e-16f);
        p = p.fma(z, FloatVector.broadcast(SPECIES, 2.000188e-13f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, -8.604672e-11f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, 5.122297e-8f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, 1.4857223e-5f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, 6.372619e-4f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, 4.8935246e-3f));
        FloatVector q = FloatVector.broadcast(SPECIES, 1.1982584e-6f);
        q = q.fma(z, FloatVector.broadcast(SPECIES, 1.1853471e-4f));
        q = q.fma(z, FloatVector.broadcast(SPECIES, 2.2684347e-3f));
        q = q.fma(z, FloatVector.broadcast(SPECIES, 4.893525e-3f));
        return x.mul(p).div(q);
    }

    /**
     * Φ(x) = ½(1 + erf(x/√2)); erf(z) = z·P(z²)/Q(z²), the minimax fraction of degrees 13 and 10 on ±4, stretched so that
     * it ends at ±1, where erf is in float32.
     */
    static FloatVector normal(FloatVector x) {
        FloatVector y = x.mul(INVERSE_ROOT_2).max(-FLAT).min(FLAT);
        FloatVector z = y.mul(y);
        FloatVector p = FloatVector.broadcast(SPECIES, -2.7261424e-10f);
        p = p.fma(z, FloatVector.broadcast(SPECIES, 2.7706815e-8f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, -2.101024e-6f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, -5.6925062e-5f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, -7.3499064e-4f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, -2.9546e-3f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, -1.6096033e-2f));
        FloatVector q = FloatVector.broadcast(SPECIES, -1.45660715e-5f);
        q = q.fma(z, FloatVector.broadcast(SPECIES, -2.1337405e-4f));
        q = q.fma(z, FloatVector.broadcast(SPECIES, -1.682827e-3f));
        q = q.fma(z, FloatVector.broadcast(SPECIES, -7.3733293e-3f));
        q = q.fma(z, FloatVector.broadcast(SPECIES, -1.4264739e-2f));
        FloatVector erf = y.mul(p).mul(STRETCH).div(q).max(-1f).min(1f);
        FloatVector half = FloatVector.broadcast(SPECIES, .5f);
        return erf.fma(half, half);
    }
}
