package dev.millrace.tokenizer.bpe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Merges of a vocabulary that lists tokens by rank alone: each token joins the two parts that the lower-ranked merges
 * make of its bytes. A token that they leave in more parts has no merge.
 */
final class RankedMerges {
    private final List<String> tokens;
    private final Map<String, Integer> ids;
    private final int[] left;
    private final int[] right;
    private final int[] merged;
    private int size;

    RankedMerges(List<String> tokens, Map<String, Integer> ids) {
        this.tokens = tokens;
        this.ids = ids;
        left = new int[tokens.size()];
        right = new int[tokens.size()];
        merged = new int[tokens.size()];
        derive();
    }

    int[] left() {
        return Arrays.copyOf(left, size);
    }

    int[] right() {
        return Arrays.copyOf(right, size);
    }

    private void derive() {
        PairRanks ranks = new PairRanks(tokens.size());
        WordMerger merger = new WordMerger(ranks, merged);
        for (int id = 0; id < tokens.size(); id++) {
            int[] parts = bytes(tokens.get(id));
            if (parts.length > 1 && merger.merge(parts, 0, parts.length) == 2) {
                left[size] = parts[0];
                right[size] = parts[1];
                merged[size] = id;
                ranks.put(parts[0], parts[1], size++);
            }
        }
    }

    /** Ids of the token's bytes; none if it is no spelling of bytes. */
    private int[] bytes(String token) {
        int[] bytes = new int[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            Integer id = ids.get(token.substring(i, i + 1));
            if (id == null) {
                return new int[0];
            }
            bytes[i] = id;
        }
        return bytes;
    }
}
