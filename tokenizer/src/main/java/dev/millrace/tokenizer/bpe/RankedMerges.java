package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.text.ByteSpelling;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Merges of a vocabulary that lists tokens by rank alone: each token joins the two parts that the lower-ranked merges
 * make of its bytes. A token that they leave in more parts has no merge.
 */
final class RankedMerges {
    private static final byte[] NO_BYTES = {};

    private final List<String> tokens;
    private final int[] byteIds = new int[1 << Byte.SIZE];
    private final int[] left;
    private final int[] right;
    private final int[] merged;
    private int size;

    RankedMerges(List<String> tokens, Map<String, Integer> ids) {
        this.tokens = tokens;
        for (int value = 0; value < byteIds.length; value++) {
            byteIds[value] = ids.getOrDefault(String.valueOf(ByteSpelling.character((byte) value)), BpeModel.NO_ID);
        }
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
        byte[] bytes = ByteSpelling.bytes(token).orElse(NO_BYTES);
        int[] itsIds = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            itsIds[i] = byteIds[bytes[i] & 0xFF];
            if (itsIds[i] == BpeModel.NO_ID) {
                return new int[0];
            }
        }
        return itsIds;
    }
}
