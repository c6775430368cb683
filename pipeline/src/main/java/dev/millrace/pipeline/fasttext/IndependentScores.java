package dev.millrace.pipeline.fasttext;

import java.util.List;

/** p(label) = sigmoid(w_label . h), each label by itself (one-versus-all, negative sampling). */
record IndependentScores(int labels) implements LabelScores {
    @Override
    public List<Scored> best(float[] hidden, Matrix output, int count) {
        BestLabels best = new BestLabels(count);
        for (int label = 0; label < labels; label++) {
            best.offer(label, -Math.log1p(Math.exp(-output.dot(hidden, label))));
        }
        return best.best();
    }
}
