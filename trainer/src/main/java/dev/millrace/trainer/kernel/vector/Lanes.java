package dev.millrace.trainer.kernel.vector;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Functions of one vector. */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int WIDTH = SPECIES.length();

    private static final float LEAST = -87;
    private static final float MOST = 88;
    private static final float INVERSE_LN2 = 1.442695f;
    // adding it leaves k in the lowest bits of the sum's fraction
    private static final float ROUNDER = 0x1.8p23f;
    private static final float LN2_HIGH = 355f / 512;
    private static final float LN2_LOW = -2.1219444e-4f;
    private static final int EXPONENT_SHIFT = 23;
    private static final float INVERSE_ROOT_2 = (float) Math.sqrt(.5);
    private static final float SMALL = .625f;

    private Lanes() {}

    /** exp(x), x cut to −87 … 88. */
    static FloatVector exp(FloatVector x) {
        return expOfAtMost88(x.min(MOST));
    }

    /** exp(x) for x ≤ 88, cut at −87: with k = round(x / ln 2), 2ᵏ·exp(x − k·ln 2) by the polynomial of Cephes' expf. */
    static FloatVector expOfAtMost88(FloatVector argument) {
        FloatVector x = argument.max(LEAST);
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

    /** 1 − 2/(1 + exp(2x)); near 0, where that cancels, the polynomial of Cephes' tanhf. */
    static FloatVector tanh(FloatVector x) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        FloatVector far =
                one.sub(FloatVector.broadcast(SPECIES, 2f).div(exp(x.add(x)).add(one)));
        FloatVector z = x.mul(x);
        FloatVector p = FloatVector.broadcast(SPECIES, -5.7049887e-3f);
        p = p.fma(z, FloatVector.broadcast(SPECIES, 2.0639088e-2f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, -5.3739715e-2f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, 1.3331442e-1f));
        p = p.fma(z, FloatVector.broadcast(SPECIES, -3.333328e-1f));
        FloatVector near = p.mul(z).fma(x, x);
        return far.blend(near, z.compare(LT, SMALL * SMALL));
    }

    /**
     * Φ(x) = ½(1 + erf(x/√2)), erf by Abramowitz and Stegun 7.1.26, absolute error below 2e-7: with t = 1/(1 + pz),
     * 1 − erf(z) = t·(a₁ + t·(a₂ + …))·exp(−z²) for z ≥ 0.
     *
     * @param exponential exp(−x²/2)
     */
    static FloatVector normal(FloatVector x, FloatVector exponential) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        FloatVector t = one.div(x.max(x.neg()).fma(FloatVector.broadcast(SPECIES, 0.3275911f * INVERSE_ROOT_2), one));
        FloatVector p = FloatVector.broadcast(SPECIES, 1.0614054f);
        p = p.fma(t, FloatVector.broadcast(SPECIES, -1.4531521f));
        p = p.fma(t, FloatVector.broadcast(SPECIES, 1.4214138f));
        p = p.fma(t, FloatVector.broadcast(SPECIES, -0.28449672f));
        p = p.fma(t, FloatVector.broadcast(SPECIES, 0.2548296f));
        FloatVector tail = p.mul(t).mul(exponential).mul(.5f);
        return tail.blend(one.sub(tail), x.compare(GE, 0f));
    }
}
