package dev.millrace.tokenizer.model;

import java.util.Arrays;

/** Tokens in the order of the text: ids, and where each ends in the normalised UTF-8. Grows as needed. */
public final class TokenList {
    private int[] ids = new int[64];
    private int[] ends = new int[64];
    private int size;

    /** @param end position in the normalised UTF-8 after the token's last byte */
    public void add(int id, int end) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        ids[size] = id;
        ends[size++] = end;
    }

    public int size() {
        return size;
    }

    public int id(int index) {
        return ids[index];
    }

    public int end(int index) {
        return ends[index];
    }

    /** A copy of the ids. */
    public int[] toIds() {
        return Arrays.copyOf(ids, size);
    }

    /** Forgets all tokens from this index on. */
    public void truncate(int length) {
        if (length < 0 || length > size) {
            throw new IllegalArgumentException("Invalid length: " + length + " (must be 0 to " + size + ")");
        }
        size = length;
    }
}
