package dev.millrace.tokenizer.bpe;

import java.util.Arrays;

/** Ids that grow at the end. Not thread-safe. */
final class IdBuffer {
    private static final int KEPT = 1 << 20;

    private int[] ids = new int[1 << 12];
    private int size;

    void append(int id) {
        reserve(1);
        ids[size++] = id;
    }

    void append(int[] source, int from, int count) {
        reserve(count);
        // words have a few ids: cheaper one by one than by a call
        for (int i = 0; i < count; i++) {
            ids[size + i] = source[from + i];
        }
        size += count;
    }

    /** The array that holds the ids; a word is merged in place behind the others. */
    int[] array() {
        return ids;
    }

    int size() {
        return size;
    }

    void resize(int newSize) {
        size = newSize;
    }

    /** Makes room for so many more. */
    void reserve(int more) {
        if (more > ids.length - size) {
            long needed = Math.max((long) size + more, 2L * ids.length);
            ids = Arrays.copyOf(ids, (int) Math.min(Integer.MAX_VALUE - 8, needed));
        }
    }

    /** A copy of the ids; the buffer is empty after, and gives back the memory that a very long text took. */
    int[] take() {
        int[] taken = Arrays.copyOf(ids, size);
        size = 0;
        if (ids.length > KEPT) {
            ids = new int[KEPT];
        }
        return taken;
    }
}
