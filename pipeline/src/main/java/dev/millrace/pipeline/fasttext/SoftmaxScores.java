package dev.millrace.pipeline.fasttext;

import java.util.List;

/** p(label) = exp(w_label . h) / sum over labels. Also what fastText answers for models of negative sampling's kin. */
record SoftmaxScores(int labels) implements LabelScores {
    @Override
    public List<Scored> best(float[] hidden, Matrix output, int count) {
        double[] scores = new double[labels];
        double max = Double.NEGATIVE_INFINITY;
        for (int label = 0; label < labels; label++) {
            scores[label] = output.dot(hidden, label);
            max = Math.max(max, scores[label]);
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - max);
        }
        double normaliser = max + Math.log(sum);
        BestLabels best = new BestLabels(count);
        for (int label = 0; label < labels; label++) {
            best.offer(label, scores[label] - normaliser);
        }
        return best.best();
    }
}
