package dev.millrace.tokenizer.characterbpe;

import java.util.Arrays;

/** The symbols of one word: ids, and the byte at which each ends. */
final class Symbols {
    private static final int KEPT = 1 << 16;

    int[] ids = new int[64];
    int[] ends = new int[64];
    int size;

    void clear() {
        size = 0;
        if (ids.length > KEPT) {
            ids = new int[64];
            ends = new int[64];
        }
    }

    void add(int id, int end) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        ids[size] = id;
        ends[size++] = end;
    }
}
