package dev.millrace.trainer.kernel.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Functions of a vector of float32 numbers. */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int WIDTH = SPECIES.length();

    private static final float INVERSE_LN2 = 1.442695f;
    // adding it leaves k in the lowest bits of the sum's fraction
    private static final float ROUNDER = 0x1.8p23f;
    private static final float LN2_HIGH = 355f / 512;
    private static final float LN2_LOW = -2.1219444e-4f;
    private static final int EXPONENT_SHIFT = 23;

    private Lanes() {}

    /** exp(x), x cut to −87 … 88: with k = round(x / ln 2), 2ᵏ·exp(x − k·ln 2) by the polynomial of Cephes' expf. */
    static FloatVector exp(FloatVector argument) {
        FloatVector x = argument.max(-87f).min(88f);
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

    /** 1/(1 + exp(−x)). */
    static FloatVector sigmoid(FloatVector x) {
        return FloatVector.broadcast(SPECIES, 1f).div(exp(x.neg()).add(1f));
    }
}
