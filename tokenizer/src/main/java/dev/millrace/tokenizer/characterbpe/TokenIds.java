package dev.millrace.tokenizer.characterbpe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Id of a token by its UTF-8: open addressing, at most half full. */
final class TokenIds {
    static final int NONE = -1;

    private final byte[][] tokens;
    private final int[] slots; // id + 1; 0 is empty
    private final int longest;

    TokenIds(String[] vocabulary) {
        tokens = new byte[vocabulary.length][];
        slots = new int[Integer.highestOneBit(Math.max(8, tokens.length)) << 2];
        int most = 0;
        for (int id = 0; id < tokens.length; id++) {
            tokens[id] = vocabulary[id].getBytes(StandardCharsets.UTF_8);
            most = Math.max(most, tokens[id].length);
            slots[slot(tokens[id], 0, tokens[id].length)] = id + 1;
        }
        longest = most;
    }

    int id(byte[] utf8, int from, int to) {
        return to - from > longest ? NONE : slots[slot(utf8, from, to)] - 1;
    }

    private int slot(byte[] utf8, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + utf8[i];
        }
        hash *= 0x9E3779B9;
        int slot = (hash ^ (hash >>> 15)) & (slots.length - 1);
        while (slots[slot] != 0) {
            byte[] token = tokens[slots[slot] - 1];
            if (Arrays.equals(token, 0, token.length, utf8, from, to)) {
                break;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
