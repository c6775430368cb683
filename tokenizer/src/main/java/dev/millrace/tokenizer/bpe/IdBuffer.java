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

    /** Appends as many of four ids, two in each number, as {@code count} says. */
    void append(long firstTwo, long lastTwo, int count) {
        reserve(4);
        // all four at once: cheaper than to tell the counts apart
        ids[size] = (int) firstTwo;
        ids[size + 1] = (int) (firstTwo >>> Integer.SIZE);
        ids[size + 2] = (int) lastTwo;
        ids[size + 3] = (int) (lastTwo >>> Integer.SIZE);
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
