package dev.millrace.trainer.layer;

/**
 * What the routers of all blocks of a pass chose, and the loss that keeps their choices even:
 * E·Σ_e f_e·P_e, f_e choices of expert e a routed row, P_e its mean probability over all routed rows. Source: Fedus et
 * al., arXiv 2101.03961; over all blocks at once as Hugging Face's Mixtral has it.
 */
final class Routed {
    private final double[] choices;
    private final double[] probabilities;
    private double balance;
    private long rows;

    Routed(int experts) {
        choices = new double[experts];
        probabilities = new double[experts];
    }

    /** A row's probabilities. */
    void row(double[] probability) {
        rows++;
        for (int e = 0; e < probabilities.length; e++) {
            probabilities[e] += probability[e];
        }
    }

    /** A row's choice of an expert. */
    void chosen(int expert) {
        choices[expert]++;
    }

    /** Remembers the loss's factor. */
    void balance(double factor) {
        balance = factor;
    }

    /** Times its factor. */
    double loss() {
        double sum = 0;
        for (int e = 0; e < choices.length; e++) {
            sum += choices[e] * probabilities[e];
        }
        return rows == 0 ? 0 : balance * choices.length * sum / ((double) rows * rows);
    }

    /** ∂loss/∂p of one row's probability of an expert; the choices are constants. */
    double gradient(int expert) {
        return balance * choices.length * choices[expert] / ((double) rows * rows);
    }
}
