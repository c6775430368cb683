package dev.millrace.pipeline.fasttext;

import java.util.Arrays;
import java.util.List;

/**
 * Hierarchical softmax: labels are leaves of the Huffman tree of their counts; at an inner node n the text goes right
 * with probability sigmoid(w_n . h), and a label's probability is the product along its path.
 */
final class HuffmanScores implements LabelScores {
    private static final long serialVersionUID = 1;
    private static final long UNSEEN = 1_000_000_000_000_000L;

    private final int labels;
    private final int[] left;
    private final int[] right;

    /** @param counts of the labels in the training data, in descending order as the model lists them */
    HuffmanScores(long[] counts) {
        labels = counts.length;
        left = new int[Math.max(0, labels - 1)];
        right = new int[left.length];
        long[] weight = Arrays.copyOf(counts, Math.max(1, 2 * labels - 1));
        Arrays.fill(weight, labels, weight.length, UNSEEN);
        int leaf = labels - 1;
        int inner = labels;
        for (int node = labels; node < 2 * labels - 1; node++) {
            int[] lightest = new int[2];
            for (int i = 0; i < 2; i++) {
                lightest[i] = leaf >= 0 && weight[leaf] < weight[inner] ? leaf-- : inner++;
            }
            left[node - labels] = lightest[0];
            right[node - labels] = lightest[1];
            weight[node] = weight[lightest[0]] + weight[lightest[1]];
        }
    }

    @Override
    public List<Scored> best(float[] hidden, Matrix output, int count) {
        BestLabels best = new BestLabels(count);
        int[] nodes = new int[labels + 1];
        double[] scores = new double[labels + 1];
        int depth = 0;
        nodes[depth] = Math.max(0, 2 * labels - 2);
        scores[depth++] = 0;
        while (depth > 0) {
            int node = nodes[--depth];
            double score = scores[depth];
            if (!best.takes(score)) {
                continue;
            }
            if (node < labels) {
                best.offer(node, score);
                continue;
            }
            int inner = node - labels;
            double goesRight = 1 / (1 + Math.exp(-output.dot(hidden, inner)));
            nodes[depth] = right[inner];
            scores[depth++] = score + Math.log(goesRight + FLOOR);
            nodes[depth] = left[inner];
            scores[depth++] = score + Math.log(1 - goesRight + FLOOR);
        }
        return best.best();
    }

    /** What fastText adds within its logarithms. */
    private static final double FLOOR = 1e-5;
}
