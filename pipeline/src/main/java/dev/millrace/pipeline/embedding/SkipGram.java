package dev.millrace.pipeline.embedding;

import java.util.Arrays;

/**
 * The skip-gram's loss with negative samples (Mikolov et al., 2013) where a word is the mean of several rows: its own and
 * its subwords'.
 *
 * <p>L = −ln σ(h·u) − Σ ln σ(−h·n), h = mean of the input rows, u the row of the context word, n those of the samples.
 */
final class SkipGram {
    private final int dimension;
    private final double[] hidden;
    private final double[] gradient;

    SkipGram(int dimension) {
        this.dimension = dimension;
        this.hidden = new double[dimension];
        this.gradient = new double[dimension];
    }

    /** Sets h: the mean of rows of inputs. */
    void read(float[] inputs, int[] rows) {
        Arrays.fill(hidden, 0);
        for (int row : rows) {
            int at = row * dimension;
            for (int i = 0; i < dimension; i++) {
                hidden[i] += inputs[at + i];
            }
        }
        for (int i = 0; i < dimension; i++) {
            hidden[i] /= rows.length;
        }
        Arrays.fill(gradient, 0);
    }

    /** Adds a term to ∂L / ∂h, and moves the output row against its gradient. */
    double step(float[] outputs, int row, double label, double rate) {
        int at = row * dimension;
        double dot = 0;
        for (int i = 0; i < dimension; i++) {
            dot += hidden[i] * outputs[at + i];
        }
        // ∂/∂dot of −ln σ(dot) is σ(dot) − 1, of −ln σ(−dot) is σ(dot)
        double slope = sigmoid(dot) - label;
        for (int i = 0; i < dimension; i++) {
            gradient[i] += slope * outputs[at + i];
            outputs[at + i] -= (float) (rate * slope * hidden[i]);
        }
        return label > 0 ? -logSigmoid(dot) : -logSigmoid(-dot);
    }

    /**
     * Moves every input row against ∂L / ∂h, as fastText does: by as much as if it were the only one, for a row alone
     * moves the mean by little.
     */
    void write(float[] inputs, int[] rows, double rate) {
        for (int row : rows) {
            int at = row * dimension;
            for (int i = 0; i < dimension; i++) {
                inputs[at + i] -= (float) (rate * gradient[i]);
            }
        }
    }

    /** ∂L / ∂h so far. */
    double[] gradient() {
        return gradient.clone();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static double logSigmoid(double x) {
        return x > 0 ? -StrictMath.log1p(StrictMath.exp(-x)) : x - StrictMath.log1p(StrictMath.exp(x));
    }
}
