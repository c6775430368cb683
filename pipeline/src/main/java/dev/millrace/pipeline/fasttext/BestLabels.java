package dev.millrace.pipeline.fasttext;

import dev.millrace.pipeline.fasttext.LabelScores.Scored;
import java.util.ArrayList;
import java.util.List;

/** The best few of many labels. */
final class BestLabels {
    private final int count;
    private final List<Scored> best = new ArrayList<>();

    BestLabels(int count) {
        this.count = count;
    }

    /** Whether a label of this score, or any below it, could still be among the best. */
    boolean takes(double logProbability) {
        return best.size() < count || logProbability > best.get(count - 1).logProbability();
    }

    void offer(int label, double logProbability) {
        if (!takes(logProbability)) {
            return;
        }
        int at = best.size();
        while (at > 0 && precedes(label, logProbability, best.get(at - 1))) {
            at--;
        }
        best.add(at, new Scored(label, logProbability));
        if (best.size() > count) {
            best.remove(count);
        }
    }

    List<Scored> best() {
        return List.copyOf(best);
    }

    private static boolean precedes(int label, double logProbability, Scored other) {
        return logProbability > other.logProbability()
                || (logProbability == other.logProbability() && label < other.label());
    }
}
