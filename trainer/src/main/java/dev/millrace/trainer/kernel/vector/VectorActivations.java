package dev.millrace.trainer.kernel.vector;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;

import dev.millrace.trainer.kernel.Activation;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Activation}s and their slopes on rows, as {@link VectorRows} has them: computed behind a row's end too. */
final class VectorActivations {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int WIDTH = Lanes.WIDTH;
    private static final float K0 = (float) Activation.K0;
    private static final float K1 = (float) Activation.K1;
    private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

    private static final int SIGN = 31;
    private static final int ONE = Float.floatToRawIntBits(1);

    private VectorActivations() {}

    static void apply(Activation f, float[] x, float[] y, int n) {
        switch (f) {
            case GELU_TANH -> geluTanh(x, y, n);
            case GELU -> gelu(x, y, n);
            case RELU -> relu(x, y, n);
            case SILU -> silu(x, y, n);
            case TANH -> tanh(x, y, n);
        }
    }

    static void slopes(Activation f, float[] x, float[] y, float[] s, int n) {
        switch (f) {
            case GELU_TANH -> geluTanhSlopes(x, y, s, n);
            case GELU -> geluSlopes(x, y, s, n);
            case RELU -> reluSlopes(x, y, s, n);
            case SILU -> siluSlopes(x, y, s, n);
            case TANH -> tanhSlopes(x, y, s, n);
        }
    }

    private static void geluTanh(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            v.div(Lanes.exp(Lanes.geluArgument(v)).add(1f)).intoArray(y, j);
        }
    }

    private static void gelu(float[] x, float[] y, int n) {
        normals(x, y, n);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            v.mul(FloatVector.fromArray(SPECIES, y, j)).intoArray(y, j);
        }
    }

    private static void relu(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector.fromArray(SPECIES, x, j).max(0f).intoArray(y, j);
        }
    }

    private static void silu(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            v.div(Lanes.exp(v.neg()).add(1f)).intoArray(y, j);
        }
    }

    private static void tanh(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            Lanes.tanh(FloatVector.fromArray(SPECIES, x, j)).intoArray(y, j);
        }
    }

    /** σ + x·σ·(1 − σ)·(K0 + 3·K1·x²). */
    private static void geluTanhSlopes(float[] x, float[] y, float[] s, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            FloatVector sigmoid = one.div(Lanes.exp(Lanes.geluArgument(v)).add(1f));
            FloatVector inner =
                    v.mul(v).fma(FloatVector.broadcast(SPECIES, 3 * K1), FloatVector.broadcast(SPECIES, K0));
            FloatVector value = v.mul(sigmoid);
            value.intoArray(y, j);
            value.mul(one.sub(sigmoid)).fma(inner, sigmoid).intoArray(s, j);
        }
    }

    /** Φ(x) + x·φ(x), φ(x) = exp(−x²/2)/√(2π). */
    private static void geluSlopes(float[] x, float[] y, float[] s, int n) {
        normals(x, s, n);
        addBells(x, y, s, n);
    }

    private static void normals(float[] x, float[] s, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            Lanes.normal(FloatVector.fromArray(SPECIES, x, j)).intoArray(s, j);
        }
    }

    private static void addBells(float[] x, float[] y, float[] s, int n) {
        FloatVector half = FloatVector.broadcast(SPECIES, -.5f);
        FloatVector density = FloatVector.broadcast(SPECIES, DENSITY);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            FloatVector bell = Lanes.exp(v.mul(v).mul(half)).mul(density);
            FloatVector normal = FloatVector.fromArray(SPECIES, s, j);
            v.mul(normal).intoArray(y, j);
            bell.fma(v, normal).intoArray(s, j);
        }
    }

    /** The bits of 1 where those of max(0, x) are not 0. */
    private static void reluSlopes(float[] x, float[] y, float[] s, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, j).max(0f);
            value.intoArray(y, j);
            IntVector bits = value.reinterpretAsInts();
            bits.neg()
                    .lanewise(ASHR, SIGN)
                    .lanewise(AND, ONE)
                    .reinterpretAsFloats()
                    .intoArray(s, j);
        }
    }

    /** σ + x·σ·(1 − σ). */
    private static void siluSlopes(float[] x, float[] y, float[] s, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            FloatVector sigmoid = one.div(Lanes.exp(v.neg()).add(1f));
            FloatVector value = v.mul(sigmoid);
            value.intoArray(y, j);
            value.fma(one.sub(sigmoid), sigmoid).intoArray(s, j);
        }
    }

    private static void tanhSlopes(float[] x, float[] y, float[] s, int n) {
        tanh(x, y, n);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector t = FloatVector.fromArray(SPECIES, y, j);
            one.sub(t.mul(t)).intoArray(s, j);
        }
    }
}
