package dev.millrace.trainer.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Rows of float32 numbers, several at once by the Vector API. Every order of summation is fixed by the length. */
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
        FloatVector shifted = x.fma(FloatVector.broadcast(SPECIES, INVERSE_LN2), FloatVector.broadcast(SPECIES, ROUNDER));
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

    /** Number of elements that whole vectors cover n with; rows are padded up to it. */
    static int padded(int n) {
        return SPECIES.loopBound(n + WIDTH - 1);
    }

    /** Σ_j x_j over a padded row. */
    static float sum(float[] x, int padded) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        int j = 0;
        for (; j <= padded - 2 * WIDTH; j += 2 * WIDTH) {
            a = a.add(FloatVector.fromArray(SPECIES, x, j));
            b = b.add(FloatVector.fromArray(SPECIES, x, j + WIDTH));
        }
        if (j < padded) {
            a = a.add(FloatVector.fromArray(SPECIES, x, j));
        }
        return a.add(b).reduceLanes(ADD);
    }

    /** max_j x_j over a padded row. */
    static float largest(float[] x, int padded) {
        FloatVector a = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        int j = 0;
        for (; j <= padded - 2 * WIDTH; j += 2 * WIDTH) {
            a = a.max(FloatVector.fromArray(SPECIES, x, j));
            b = b.max(FloatVector.fromArray(SPECIES, x, j + WIDTH));
        }
        if (j < padded) {
            a = a.max(FloatVector.fromArray(SPECIES, x, j));
        }
        return a.max(b).reduceLanes(MAX);
    }

    /** x_j ← exp(scale·x_j + shift) over a padded row; their sum. */
    static float exponentials(float[] x, int padded, float scale, float shift) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector term = FloatVector.broadcast(SPECIES, shift);
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        int j = 0;
        for (; j <= padded - 2 * WIDTH; j += 2 * WIDTH) {
            FloatVector e = exp(FloatVector.fromArray(SPECIES, x, j).fma(factor, term));
            FloatVector f = exp(FloatVector.fromArray(SPECIES, x, j + WIDTH).fma(factor, term));
            e.intoArray(x, j);
            f.intoArray(x, j + WIDTH);
            a = a.add(e);
            b = b.add(f);
        }
        if (j < padded) {
            FloatVector e = exp(FloatVector.fromArray(SPECIES, x, j).fma(factor, term));
            e.intoArray(x, j);
            a = a.add(e);
        }
        return a.add(b).reduceLanes(ADD);
    }

    /** Σ_j x_j·y_j over padded rows. */
    static float product(float[] x, float[] y, int padded) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        int j = 0;
        for (; j <= padded - 2 * WIDTH; j += 2 * WIDTH) {
            a = FloatVector.fromArray(SPECIES, x, j).fma(FloatVector.fromArray(SPECIES, y, j), a);
            b = FloatVector.fromArray(SPECIES, x, j + WIDTH).fma(FloatVector.fromArray(SPECIES, y, j + WIDTH), b);
        }
        if (j < padded) {
            a = FloatVector.fromArray(SPECIES, x, j).fma(FloatVector.fromArray(SPECIES, y, j), a);
        }
        return a.add(b).reduceLanes(ADD);
    }

    /** y_j += x_j over padded rows. */
    static void add(float[] x, float[] y, int padded) {
        for (int j = 0; j < padded; j += WIDTH) {
            FloatVector.fromArray(SPECIES, x, j).add(FloatVector.fromArray(SPECIES, y, j)).intoArray(y, j);
        }
    }

    /** x_j ← x_j·factor over a padded row. */
    static void scale(float[] x, int padded, float factor) {
        for (int j = 0; j < padded; j += WIDTH) {
            FloatVector.fromArray(SPECIES, x, j).mul(factor).intoArray(x, j);
        }
    }
}
