package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;

/**
 * Which rows go to which experts. n rows, E experts, k chosen for each, m = n·k routed rows in the order of experts and
 * within an expert in the order of rows.
 */
final class Routes {
    private final int experts;
    private final int chosen;
    private final double[] probabilities;
    private final int[] rows;
    private final int[] begins;
    private final int[] experted;
    private final double[] weights;
    private final double[] weightGradients;

    private Routes(int n, int experts, int chosen) {
        this.experts = experts;
        this.chosen = chosen;
        this.probabilities = new double[n * experts];
        this.rows = new int[n * chosen];
        this.begins = new int[experts + 1];
        this.experted = new int[n * chosen];
        this.weights = new double[n * chosen];
        this.weightGradients = new double[n * chosen];
    }

    /** Of no rows. */
    static Routes none() {
        return new Routes(0, 1, 1);
    }

    /** Softmax over each row of logits [n, E]; the k likeliest, the first of equals. */
    static Routes choose(Matrix logits, int chosen, Routed routed) {
        int n = logits.rows();
        int experts = logits.columns();
        Routes routes = new Routes(n, experts, chosen);
        int[][] choices = new int[n][];
        double[] probability = new double[experts];
        for (int r = 0; r < n; r++) {
            softmax(logits, r, probability);
            System.arraycopy(probability, 0, routes.probabilities, r * experts, experts);
            routed.row(probability);
            choices[r] = likeliest(probability, chosen);
            for (int e : choices[r]) {
                routed.chosen(e);
                routes.begins[e + 1]++;
            }
        }
        for (int e = 0; e < experts; e++) {
            routes.begins[e + 1] += routes.begins[e];
        }
        routes.fill(choices);
        return routes;
    }

    /** [m] row of x. */
    int[] rows() {
        return rows;
    }

    /** First routed row of an expert; one past the last for E. */
    int begin(int expert) {
        return begins[expert];
    }

    void writeWeights(Matrix column) {
        for (int i = 0; i < weights.length; i++) {
            column.put(i, 0, weights[i]);
        }
    }

    /** dw_i = output_i · dOutput_i. */
    void weightGradients(Matrix outputs, Matrix dOutputs) {
        for (int i = 0; i < weights.length; i++) {
            double product = 0;
            for (int j = 0; j < outputs.columns(); j++) {
                product += outputs.at(i, j) * dOutputs.at(i, j);
            }
            weightGradients[i] = product;
        }
    }

    void scaleByWeights(Matrix matrix) {
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                matrix.put(i, j, matrix.at(i, j) * weights[i]);
            }
        }
    }

    /**
     * With s = Σ_chosen p, w_e = p_e/s: dp_e = (dw_e − Σ_c w_c·dw_c)/s for the chosen, and the balancing loss's part
     * for all; dz = p ∘ (dp − Σ_j p_j·dp_j).
     *
     * @param dLogits [n, E], overwritten
     * @param balanceWeight of the balancing loss in the gradient
     */
    void logitGradients(Matrix dLogits, Routed routed, double balanceWeight) {
        int n = dLogits.rows();
        double[] dp = new double[n * experts];
        double[] sums = new double[n];
        double[] products = new double[n];
        for (int i = 0; i < weights.length; i++) {
            sums[rows[i]] += probabilities[rows[i] * experts + experted[i]];
            products[rows[i]] += weights[i] * weightGradients[i];
        }
        for (int i = 0; i < weights.length; i++) {
            int r = rows[i];
            dp[r * experts + experted[i]] = (weightGradients[i] - products[r]) / sums[r];
        }
        for (int r = 0; r < n; r++) {
            double mean = 0;
            for (int e = 0; e < experts; e++) {
                dp[r * experts + e] += balanceWeight * routed.gradient(e);
                mean += probabilities[r * experts + e] * dp[r * experts + e];
            }
            for (int e = 0; e < experts; e++) {
                dLogits.put(r, e, probabilities[r * experts + e] * (dp[r * experts + e] - mean));
            }
        }
    }

    private void fill(int[][] choices) {
        int[] next = begins.clone();
        for (int r = 0; r < choices.length; r++) {
            double sum = 0;
            for (int e : choices[r]) {
                sum += probabilities[r * experts + e];
            }
            for (int e : choices[r]) {
                int i = next[e]++;
                rows[i] = r;
                experted[i] = e;
                weights[i] = probabilities[r * experts + e] / sum;
            }
        }
    }

    private static void softmax(Matrix logits, int row, double[] probability) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < probability.length; e++) {
            largest = Math.max(largest, logits.at(row, e));
        }
        double sum = 0;
        for (int e = 0; e < probability.length; e++) {
            probability[e] = StrictMath.exp(logits.at(row, e) - largest);
            sum += probability[e];
        }
        for (int e = 0; e < probability.length; e++) {
            probability[e] /= sum;
        }
    }

    private static int[] likeliest(double[] probability, int count) {
        int[] best = new int[count];
        boolean[] taken = new boolean[probability.length];
        for (int i = 0; i < count; i++) {
            int winner = -1;
            for (int e = 0; e < probability.length; e++) {
                if (!taken[e] && (winner < 0 || probability[e] > probability[winner])) {
                    winner = e;
                }
            }
            taken[winner] = true;
            best[i] = winner;
        }
        return best;
    }

    @Override
    public String toString() {
        return rows.length + " rows, " + chosen + " of " + experts + " experts each";
    }
}
