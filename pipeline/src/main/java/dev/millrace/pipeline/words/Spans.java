package dev.millrace.pipeline.words;

import java.util.Arrays;

/** Pieces of one text as half-open ranges of UTF-16 positions, in the order of the text. Grows; is used again. */
public final class Spans {
    private static final int FIRST_CAPACITY = 256;

    /** Arrays of more spans are not kept for the next text. */
    private static final int LARGE = 1 << 20;

    private int[] starts = new int[FIRST_CAPACITY];
    private int[] ends = new int[FIRST_CAPACITY];
    private int size;

    public int size() {
        return size;
    }

    /** First position of a span. */
    public int start(int index) {
        return starts[index];
    }

    /** Position after the last of a span. */
    public int end(int index) {
        return ends[index];
    }

    public int length(int index) {
        return ends[index] - starts[index];
    }

    public void clear() {
        size = 0;
        if (starts.length > LARGE) {
            starts = new int[FIRST_CAPACITY];
            ends = new int[FIRST_CAPACITY];
        }
    }

    public void add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    /** Adds spans of these lengths, one after the other. */
    public void addAll(int start, int[] lengths) {
        int at = start;
        for (int length : lengths) {
            add(at, at + length);
            at += length;
        }
    }
}
