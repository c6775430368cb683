package dev.millrace.trainer.kernel.vector;

import dev.millrace.trainer.kernel.Activation;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Activation}s and their slopes, several numbers at once. */
final class LaneActivations {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int WIDTH = Lanes.WIDTH;

    // gelu(x) = x·σ(x·(K0 + K1·x²)), K0 = 2√(2/π), K1 = 0.044715·K0
    private static final float K0 = (float) (2 * Math.sqrt(2 / Math.PI));
    private static final float K1 = (float) (2 * Math.sqrt(2 / Math.PI) * 0.044715);
    private static final float INVERSE_ROOT_2 = (float) Math.sqrt(.5);
    private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

    private LaneActivations() {}

    /** y_j ← f(x_j) over padded rows; y may be x. */
    static void apply(Activation f, float[] x, float[] y, int padded) {
        switch (f) {
            case GELU_TANH -> {
                for (int j = 0; j < padded; j += WIDTH) {
                    FloatVector v = FloatVector.fromArray(SPECIES, x, j);
                    v.mul(Lanes.sigmoid(geluArgument(v))).intoArray(y, j);
                }
            }
            case GELU -> {
                for (int j = 0; j < padded; j += WIDTH) {
                    FloatVector v = FloatVector.fromArray(SPECIES, x, j);
                    v.mul(normal(v)).intoArray(y, j);
                }
            }
            case RELU -> {
                for (int j = 0; j < padded; j += WIDTH) {
                    FloatVector.fromArray(SPECIES, x, j).max(0f).intoArray(y, j);
                }
            }
            case SILU -> {
                for (int j = 0; j < padded; j += WIDTH) {
                    FloatVector v = FloatVector.fromArray(SPECIES, x, j);
                    v.mul(Lanes.sigmoid(v)).intoArray(y, j);
                }
            }
            case TANH -> {
                for (int j = 0; j < padded; j += WIDTH) {
                    tanh(FloatVector.fromArray(SPECIES, x, j)).intoArray(y, j);
                }
            }
        }
    }

    /** s_j ← f′(x_j) over padded rows. */
    static void slopes(Activation f, float[] x, float[] s, int padded) {
        switch (f) {
            case GELU_TANH -> {
                // σ + x·σ·(1 − σ)·(K0 + 3·K1·x²)
                for (int j = 0; j < padded; j += WIDTH) {
                    FloatVector v = FloatVector.fromArray(SPECIES, x, j);
                    FloatVector sigmoid = Lanes.sigmoid(geluArgument(v));
                    FloatVector inner = v.mul(v).mul(3 * K1).add(K0);
                    FloatVector rest = FloatVector.broadcast(SPECIES, 1f).sub(sigmoid);
                    v.mul(sigmoid).mul(rest).fma(inner, sigmoid).intoArray(s, j);
                }
            }
            case GELU -> {
                // Φ(x) + x·φ(x)
                for (int j = 0; j < padded; j += WIDTH) {
                    FloatVector v = FloatVector.fromArray(SPECIES, x, j);
                    FloatVector density = Lanes.exp(v.mul(v).mul(-.5f)).mul(DENSITY);
                    v.fma(density, normal(v)).intoArray(s, j);
                }
            }
            case RELU -> {
                for (int j = 0; j < padded; j += WIDTH) {
                    FloatVector v = FloatVector.fromArray(SPECIES, x, j);
                    VectorMask<Float> positive = v.compare(VectorOperators.GT, 0f);
                    FloatVector.zero(SPECIES)
                            .blend(FloatVector.broadcast(SPECIES, 1f), positive)
                            .intoArray(s, j);
                }
            }
            case SILU -> {
                // σ + x·σ·(1 − σ)
                for (int j = 0; j < padded; j += WIDTH) {
                    FloatVector v = FloatVector.fromArray(SPECIES, x, j);
                    FloatVector sigmoid = Lanes.sigmoid(v);
                    FloatVector rest = FloatVector.broadcast(SPECIES, 1f).sub(sigmoid);
                    v.mul(sigmoid).fma(rest, sigmoid).intoArray(s, j);
                }
            }
            case TANH -> {
                for (int j = 0; j < padded; j += WIDTH) {
                    FloatVector t = tanh(FloatVector.fromArray(SPECIES, x, j));
                    FloatVector.broadcast(SPECIES, 1f).sub(t.mul(t)).intoArray(s, j);
                }
            }
        }
    }

    private static FloatVector geluArgument(FloatVector x) {
        return x.mul(x.mul(x).mul(K1).add(K0));
    }

    /** 2σ(2x) − 1. */
    private static FloatVector tanh(FloatVector x) {
        return Lanes.sigmoid(x.add(x)).mul(2f).sub(1f);
    }

    /**
     * Φ(x) = ½(1 + erf(x/√2)), erf by Abramowitz and Stegun 7.1.26, absolute error below 2e-7: with t = 1/(1 + pz),
     * 1 − erf(z) = t·(a₁ + t·(a₂ + …))·exp(−z²) for z ≥ 0.
     */
    private static FloatVector normal(FloatVector x) {
        FloatVector z = x.abs().mul(INVERSE_ROOT_2);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        FloatVector t = one.div(z.fma(FloatVector.broadcast(SPECIES, 0.3275911f), one));
        FloatVector p = FloatVector.broadcast(SPECIES, 1.0614054f);
        p = p.fma(t, FloatVector.broadcast(SPECIES, -1.4531521f));
        p = p.fma(t, FloatVector.broadcast(SPECIES, 1.4214138f));
        p = p.fma(t, FloatVector.broadcast(SPECIES, -0.28449672f));
        p = p.fma(t, FloatVector.broadcast(SPECIES, 0.2548296f));
        FloatVector half = p.mul(t).mul(Lanes.exp(z.mul(z).neg())).mul(.5f);
        return half.blend(one.sub(half), x.compare(VectorOperators.GE, 0f));
    }
}
