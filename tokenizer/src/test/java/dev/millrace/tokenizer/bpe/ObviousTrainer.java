package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.text.ByteSpelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** BPE training as the paper tells it: counts every pair anew for every merge. */
final class ObviousTrainer {
    private final Map<List<String>, Long> words = new LinkedHashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();

    /** Two tokens, spelled, and their ids. */
    record Pair(String left, String right, int leftId, int rightId) {
        String token() {
            return left + right;
        }
    }

    /** @param tokens the first ids */
    ObviousTrainer(WordCounts counts, List<String> tokens) {
        tokens.forEach(token -> ids.put(token, ids.size()));
        counts.forEach((word, count) -> {
            List<String> symbols = new ArrayList<>();
            for (byte value : word) {
                symbols.add(String.valueOf(ByteSpelling.character(value)));
            }
            words.merge(symbols, count, Long::sum);
        });
    }

    /** Ties go to the smaller left id, then the smaller right id. */
    static Comparator<Pair> smallerIds() {
        return Comparator.comparingInt(Pair::leftId).thenComparingInt(Pair::rightId);
    }

    /** @param ties the first of equally frequent pairs is merged */
    List<String> train(int merges, Comparator<Pair> ties) {
        List<String> learned = new ArrayList<>();
        while (learned.size() < merges) {
            Map<Pair, Long> pairs = count();
            Comparator<Map.Entry<Pair, Long>> best =
                    Map.Entry.<Pair, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey(ties));
            if (pairs.isEmpty()) {
                break;
            }
            Pair pair = pairs.entrySet().stream().min(best).orElseThrow().getKey();
            ids.putIfAbsent(pair.token(), ids.size());
            learned.add(pair.left() + " " + pair.right());
            merge(pair);
        }
        return learned;
    }

    private Map<Pair, Long> count() {
        Map<Pair, Long> pairs = new HashMap<>();
        words.forEach((word, count) -> {
            for (int i = 0; i + 1 < word.size(); i++) {
                String left = word.get(i);
                String right = word.get(i + 1);
                pairs.merge(new Pair(left, right, ids.get(left), ids.get(right)), count, Long::sum);
            }
        });
        return pairs;
    }

    private void merge(Pair pair) {
        Map<List<String>, Long> merged = new LinkedHashMap<>();
        words.forEach((word, count) -> {
            List<String> symbols = new ArrayList<>();
            for (int i = 0; i < word.size(); i++) {
                boolean here = i + 1 < word.size()
                        && word.get(i).equals(pair.left())
                        && word.get(i + 1).equals(pair.right());
                symbols.add(here ? pair.token() : word.get(i));
                i += here ? 1 : 0;
            }
            merged.merge(symbols, count, Long::sum);
        });
        words.clear();
        words.putAll(merged);
    }
}
