package dev.millrace.tokenizer.unigram.training;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;

/**
 * How often each span of text occurs: what a Unigram vocabulary is learnt from. Counts of parts of a corpus may be
 * merged in any order. Memory is the distinct spans' bytes and about 24 bytes a span; a table that would pass its cap
 * refuses to grow. Not thread-safe.
 */
public final class SpanCounts implements Serializable {
    private static final long serialVersionUID = 1;
    /** Most bytes of distinct spans, unless told otherwise: 1 GiB. */
    public static final int USUAL_CAP = 1 << 30;

    private final int cap;
    private int size;
    private byte[] bytes = new byte[1 << 10];
    private int[] ends = new int[1 << 6]; // exclusive, by span; the next one begins there
    private long[] counts = new long[1 << 6];
    private transient int[] slots = new int[1 << 7]; // span + 1; 0 is empty

    /** Receives a span and its count. */
    @FunctionalInterface
    public interface Visitor {
        void visit(byte[] span, long count);
    }

    /** With the usual cap. */
    public SpanCounts() {
        this(USUAL_CAP);
    }

    /** @param cap most bytes of distinct spans */
    public SpanCounts(int cap) {
        if (cap <= 0) {
            throw new IllegalArgumentException("Invalid cap: " + cap + " bytes (must be > 0)");
        }
        this.cap = cap;
    }

    /** Number of distinct spans. */
    public int size() {
        return size;
    }

    /** Bytes of the distinct spans. */
    public int byteLength() {
        return size == 0 ? 0 : ends[size - 1];
    }

    /**
     * Counts a span.
     *
     * @param span UTF-8, not empty
     * @throws IllegalArgumentException if the span is empty or the count isn't above 0
     * @throws IllegalStateException if the cap would be passed
     */
    public void add(byte[] span, long count) {
        add(span, 0, span.length, count);
    }

    /** As {@link #add(byte[], long)}, for a part of an array. */
    public void add(byte[] source, int from, int to, long count) {
        if (from >= to || count <= 0) {
            throw new IllegalArgumentException(
                    "Invalid count of a span of " + (to - from) + " bytes: " + count + " (both must be > 0)");
        }
        int slot = hash(source, from, to) & (slots.length - 1);
        while (slots[slot] != 0) {
            int span = slots[slot] - 1;
            if (Arrays.equals(bytes, start(span), ends[span], source, from, to)) {
                counts[span] = Math.addExact(counts[span], count);
                return;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        append(source, from, to - from, count);
        slots[slot] = size;
        if (size * 2 > slots.length) {
            index();
        }
    }

    /** Adds the other's counts to these. */
    public void merge(SpanCounts other) {
        for (int span = 0; span < other.size; span++) {
            add(other.bytes, other.start(span), other.ends[span], other.counts[span]);
        }
    }

    /** Visits every span, in an order that depends on how they came. */
    public void forEach(Visitor visitor) {
        for (int span = 0; span < size; span++) {
            visitor.visit(Arrays.copyOfRange(bytes, start(span), ends[span]), counts[span]);
        }
    }

    private void append(byte[] source, int from, int length, long count) {
        int start = byteLength();
        if (length > cap - start) {
            throw new IllegalStateException("Too many distinct spans to train from: over " + cap
                    + " bytes; count a sample of the corpus or raise the cap");
        }
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(cap, Math.max((long) start + length, 2L * bytes.length)));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(source, from, bytes, start, length);
        ends[size] = start + length;
        counts[size] = count;
        size++;
    }

    private int start(int span) {
        return span == 0 ? 0 : ends[span - 1];
    }

    private void index() {
        slots = new int[Integer.highestOneBit(Math.max(size, 1 << 5)) << 2];
        for (int span = 0; span < size; span++) {
            int slot = hash(bytes, start(span), ends[span]) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = span + 1;
        }
    }

    private static int hash(byte[] source, int from, int to) {
        long hash = (long) to - from;
        for (int at = from; at < to; at++) {
            hash = (hash ^ (source[at] & 0xFF)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        bytes = Arrays.copyOf(bytes, Math.max(byteLength(), 1));
        ends = Arrays.copyOf(ends, Math.max(size, 1));
        counts = Arrays.copyOf(counts, Math.max(size, 1));
        out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        index();
    }
}
