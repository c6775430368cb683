package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.Positions;
import java.util.Optional;

/** What attention adds to a score by head and distance of key from query, from 1 − T to T − 1. */
final class Distances {
    private final Matrix bias;
    private final Optional<Matrix> gradient;

    private Distances(Matrix bias, Optional<Matrix> gradient) {
        this.bias = bias;
        this.gradient = gradient;
    }

    /** ALiBi's: −slope·|distance|; positions to come are not seen by a causal head. */
    static Distances alibi(Matrix bias) {
        int context = (bias.columns() + 1) / 2;
        for (int head = 0; head < bias.rows(); head++) {
            double slope = slope(head, bias.rows());
            for (int j = 0; j < bias.columns(); j++) {
                bias.put(head, j, -slope * Math.abs(j - context + 1));
            }
        }
        return new Distances(bias, Optional.empty());
    }

    /**
     * Those of a learned table.
     *
     * @param table [buckets, H]
     * @param gradient [H, 2T − 1] for the backward pass, cleared here
     */
    static Distances learned(
            Positions.Relative spec, AttentionSpec.Visibility visibility, Matrix table, Matrix bias, Matrix gradient) {
        int context = (bias.columns() + 1) / 2;
        for (int j = 0; j < bias.columns(); j++) {
            int bucket = bucket(spec, visibility, j - context + 1);
            for (int head = 0; head < bias.rows(); head++) {
                bias.put(head, j, table.at(bucket, head));
                gradient.put(head, j, 0);
            }
        }
        return new Distances(bias, Optional.of(gradient));
    }

    /** [1, 2T − 1] of a head. */
    Matrix bias(int head) {
        return bias.rows(head, 1);
    }

    /** Where its gradient is summed, if it is learned. */
    Optional<Matrix> gradient(int head) {
        return gradient.map(all -> all.rows(head, 1));
    }

    /** Overwrites the table's gradient with what the blocks' backward passes summed up. */
    void backward(Positions.Relative spec, AttentionSpec.Visibility visibility, Matrix tableGradient) {
        Matrix sums = gradient.orElseThrow();
        int context = (sums.columns() + 1) / 2;
        for (int b = 0; b < tableGradient.rows(); b++) {
            for (int head = 0; head < tableGradient.columns(); head++) {
                tableGradient.put(b, head, 0);
            }
        }
        for (int j = 0; j < sums.columns(); j++) {
            int bucket = bucket(spec, visibility, j - context + 1);
            for (int head = 0; head < sums.rows(); head++) {
                tableGradient.put(bucket, head, tableGradient.at(bucket, head) + sums.at(head, j));
            }
        }
    }

    /**
     * T5's: half of the buckets hold one distance each, the others grow logarithmically up to the farthest. Seen
     * fully, keys behind the query have the first half of all buckets, keys ahead the second. In float32, as the
     * original computes them.
     */
    static int bucket(Positions.Relative spec, AttentionSpec.Visibility visibility, int distance) {
        boolean full = visibility == AttentionSpec.Visibility.FULL;
        int buckets = full ? spec.buckets() / 2 : spec.buckets();
        int base = full && distance > 0 ? buckets : 0;
        int length = full ? Math.abs(distance) : Math.max(0, -distance);
        int exact = buckets / 2;
        if (length < exact) {
            return base + length;
        }
        float ratio = (float) Math.log((float) length / exact) / (float) Math.log((double) spec.farthest() / exact);
        return base + Math.min(buckets - 1, exact + (int) (ratio * (buckets - exact)));
    }

    static double slope(int head, int heads) {
        int power = Integer.highestOneBit(heads);
        return head < power
                ? Math.pow(2, -8.0 * (head + 1) / power)
                : Math.pow(2, -4.0 * (2 * (head - power) + 1) / power);
    }
}
