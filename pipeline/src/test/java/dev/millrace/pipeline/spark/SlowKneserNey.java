package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.ngram.Discounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Interpolated modified Kneser–Ney smoothing straight from its definitions, over maps of lists of words. */
final class SlowKneserNey {
    private final int order;
    private final long[] thresholds;
    private final Map<List<String>, Long> raw = new HashMap<>();
    private final Map<List<String>, Long> adjusted = new HashMap<>();
    private final List<Discounts> discounts = new ArrayList<>();
    final Set<String> vocabulary = new TreeSet<>(Set.of("<unk>", "</s>"));

    /** @param thresholds by order */
    SlowKneserNey(List<List<String>> sentences, int order, long... thresholds) {
        this.order = order;
        this.thresholds = thresholds;
        for (List<String> sentence : sentences) {
            List<String> words = new ArrayList<>(List.of("<s>"));
            words.addAll(sentence);
            words.add("</s>");
            vocabulary.addAll(words.subList(1, words.size()));
            for (int from = 0; from < words.size(); from++) {
                for (int to = from + 1; to <= Math.min(words.size(), from + order); to++) {
                    if (to > 1) {
                        raw.merge(List.copyOf(words.subList(from, to)), 1L, Long::sum);
                    }
                }
            }
        }
        for (List<String> gram : raw.keySet()) {
            if (gram.size() == order || gram.get(0).equals("<s>")) {
                adjusted.put(gram, raw.get(gram));
            }
            if (gram.size() > 1) {
                adjusted.merge(gram.subList(1, gram.size()), 1L, Long::sum);
            }
        }
        for (int of = 1; of <= order; of++) {
            long[] n = new long[5];
            for (var entry : adjusted.entrySet()) {
                if (entry.getKey().size() == of && entry.getValue() < 5) {
                    n[Math.toIntExact(entry.getValue())]++;
                }
            }
            discounts.add(Discounts.of(n).orElse(Discounts.fallback()));
        }
    }

    boolean keeps(List<String> gram) {
        return gram.size() == 1 || raw.getOrDefault(gram, 0L) > thresholds[gram.size() - 1];
    }

    Set<List<String>> grams() {
        return raw.keySet();
    }

    /** p(word | context). */
    double probability(List<String> context, String word) {
        if (context.size() >= order) {
            return probability(context.subList(context.size() - order + 1, context.size()), word);
        }
        Discounts discount = discounts.get(context.size());
        long total = 0;
        double left = 0;
        for (String next : vocabulary) {
            List<String> gram = with(context, next);
            long count = adjusted.getOrDefault(gram, 0L);
            total += count;
            left += keeps(gram) ? discount.of(count) : count;
        }
        double lower =
                context.isEmpty() ? 1.0 / vocabulary.size() : probability(context.subList(1, context.size()), word);
        if (total == 0) {
            return lower;
        }
        List<String> gram = with(context, word);
        long count = keeps(gram) ? adjusted.getOrDefault(gram, 0L) : 0;
        return (count - discount.of(count)) / total + left / total * lower;
    }

    private static List<String> with(List<String> context, String word) {
        List<String> gram = new ArrayList<>(context);
        gram.add(word);
        return gram;
    }
}
