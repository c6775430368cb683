package dev.millrace.trainer.kernel.vector;

import static jdk.incubator.vector.VectorOperators.GT;

import dev.millrace.trainer.kernel.Activation;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Activation}s and their slopes on rows; what lies behind a row's end is computed too. One loop a method: the
 * compiler keeps vectors in registers only where all of a method's calls fit into its limit of inlining.
 */
final class VectorActivations {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int WIDTH = Lanes.WIDTH;
    private static final float K0 = (float) Activation.K0;
    private static final float K1 = (float) Activation.K1;
    private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

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

    static void slopes(Activation f, float[] x, float[] s, int n) {
        switch (f) {
            case GELU_TANH -> geluTanhSlopes(x, s, n);
            case GELU -> geluSlopes(x, s, n);
            case RELU -> reluSlopes(x, s, n);
            case SILU -> siluSlopes(x, s, n);
            case TANH -> tanhSlopes(x, s, n);
        }
    }

    private static void geluTanh(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            v.div(Lanes.exp(geluArgument(v)).add(1f)).intoArray(y, j);
        }
    }

    private static void gelu(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            v.mul(Lanes.normal(v, bell(v))).intoArray(y, j);
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
    private static void geluTanhSlopes(float[] x, float[] s, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            FloatVector sigmoid = one.div(Lanes.exp(geluArgument(v)).add(1f));
            FloatVector inner =
                    v.mul(v).fma(FloatVector.broadcast(SPECIES, 3 * K1), FloatVector.broadcast(SPECIES, K0));
            v.mul(sigmoid).mul(one.sub(sigmoid)).fma(inner, sigmoid).intoArray(s, j);
        }
    }

    /** Φ(x) + x·φ(x). */
    private static void geluSlopes(float[] x, float[] s, int n) {
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            FloatVector bell = bell(v);
            v.fma(bell.mul(DENSITY), Lanes.normal(v, bell)).intoArray(s, j);
        }
    }

    private static void reluSlopes(float[] x, float[] s, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            FloatVector.zero(SPECIES).blend(one, v.compare(GT, 0f)).intoArray(s, j);
        }
    }

    /** σ + x·σ·(1 − σ). */
    private static void siluSlopes(float[] x, float[] s, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            FloatVector sigmoid = one.div(Lanes.exp(v.neg()).add(1f));
            v.mul(sigmoid).fma(one.sub(sigmoid), sigmoid).intoArray(s, j);
        }
    }

    private static void tanhSlopes(float[] x, float[] s, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int j = 0; j < n; j += WIDTH) {
            FloatVector t = Lanes.tanh(FloatVector.fromArray(SPECIES, x, j));
            one.sub(t.mul(t)).intoArray(s, j);
        }
    }

    /** −x·(K0 + K1·x²). */
    private static FloatVector geluArgument(FloatVector x) {
        return x.mul(x.mul(x).fma(FloatVector.broadcast(SPECIES, -K1), FloatVector.broadcast(SPECIES, -K0)));
    }

    /** exp(−x²/2). */
    private static FloatVector bell(FloatVector x) {
        return Lanes.expOfAtMost88(x.mul(x).mul(-.5f));
    }
}
