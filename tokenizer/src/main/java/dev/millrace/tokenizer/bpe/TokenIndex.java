package dev.millrace.tokenizer.bpe;

import java.util.Arrays;

/** Id of a token by its bytes: open addressing, at most half full. */
final class TokenIndex {
    static final int NONE = -1;

    private final byte[][] tokens;
    private final int[] slots; // id + 1; 0 is empty
    private final int longest;

    /** @param tokens by id; an empty one is not indexed */
    TokenIndex(byte[][] tokens) {
        this.tokens = tokens;
        slots = new int[Integer.highestOneBit(Math.max(8, tokens.length)) << 2];
        int most = 0;
        for (int id = 0; id < tokens.length; id++) {
            if (tokens[id].length > 0) {
                most = Math.max(most, tokens[id].length);
                slots[slot(tokens[id], 0, tokens[id].length)] = id + 1;
            }
        }
        longest = most;
    }

    boolean isEmpty() {
        return longest == 0;
    }

    int id(byte[] bytes, int from, int length) {
        return length > longest ? NONE : slots[slot(bytes, from, length)] - 1;
    }

    private int slot(byte[] bytes, int from, int length) {
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = PairRanks.hash(hash) & (slots.length - 1);
        while (slots[slot] != 0) {
            byte[] token = tokens[slots[slot] - 1];
            if (Arrays.equals(token, 0, token.length, bytes, from, from + length)) {
                break;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
