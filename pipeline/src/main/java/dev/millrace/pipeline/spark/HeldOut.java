package dev.millrace.pipeline.spark;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What scores of labelled documents say about a model. */
final class HeldOut {
    /** Share of documents on the right side of .5. */
    static final String ACCURACY = "accuracy";

    /** Probability that a wanted document scores above an unwanted one; half of it where they are equal. */
    static final String AUC = "auc";

    static final String PRECISION = "precision";
    static final String RECALL = "recall";

    private HeldOut() {}

    /**
     * @param score 0 to 1
     * @param wanted whether it is of the wanted kind
     */
    record Scored(double score, boolean wanted) {}

    static SortedMap<String, Double> measure(List<Scored> documents) {
        int right = 0;
        int chosen = 0;
        int found = 0;
        int wanted = 0;
        for (Scored each : documents) {
            boolean high = each.score() >= .5;
            right += high == each.wanted() ? 1 : 0;
            chosen += high ? 1 : 0;
            found += high && each.wanted() ? 1 : 0;
            wanted += each.wanted() ? 1 : 0;
        }
        SortedMap<String, Double> measures = new TreeMap<>();
        measures.put(ACCURACY, share(right, documents.size()));
        measures.put(PRECISION, share(found, chosen));
        measures.put(RECALL, share(found, wanted));
        measures.put(AUC, auc(documents, wanted));
        return measures;
    }

    /** By ranks (Mann, Whitney 1947); .5 where one kind is missing. */
    private static double auc(List<Scored> documents, int wanted) {
        Scored[] sorted = documents.toArray(Scored[]::new);
        Arrays.sort(sorted, (a, b) -> Double.compare(a.score(), b.score()));
        long unwanted = sorted.length - (long) wanted;
        if (wanted == 0 || unwanted == 0) {
            return .5;
        }
        double ranks = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            int equal = 0;
            while (to < sorted.length && sorted[to].score() == sorted[from].score()) {
                equal += sorted[to].wanted() ? 1 : 0;
                to++;
            }
            ranks += equal * (from + 1 + to) / 2.0;
            from = to;
        }
        return (ranks - wanted * (wanted + 1.0) / 2) / ((double) wanted * unwanted);
    }

    private static double share(int count, int of) {
        return of == 0 ? 0 : (double) count / of;
    }
}
