package dev.millrace.trainer.kernel;

/** ln(1 + exp(−z)) for label 1, ln(1 + exp(z)) for label 0; its slope is σ(z) − label. */
final class BinaryCrossEntropy {
    private BinaryCrossEntropy() {}

    static double backward(Matrix logits, int[] labels, int first, double weight) {
        double loss = 0;
        for (int r = 0; r < logits.rows(); r++) {
            double z = logits.at(r, 0);
            int label = labels[first + r];
            if (label < 0) {
                logits.put(r, 0, 0);
                continue;
            }
            double tail = StrictMath.exp(-Math.abs(z));
            loss += Math.max(z, 0) - z * label + StrictMath.log1p(tail);
            double sigmoid = z >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
            logits.put(r, 0, weight * (sigmoid - label));
        }
        return loss;
    }
}
