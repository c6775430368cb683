package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.text.Utf8Buffer;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How often each word occurs: what a tokenizer is trained from. Counts of parts of a corpus may be merged in any
 * order. Memory is the distinct words' bytes and about 20 bytes a word. Not thread-safe.
 */
public final class WordCounts implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 64;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final WordSplit split;
    private int size;
    private byte[] bytes = new byte[1 << 10];
    private int[] ends = new int[1 << 6]; // exclusive, by word; the next word begins there
    private long[] counts = new long[1 << 6];
    private transient int[] slots = new int[1 << 7]; // word + 1; 0 is empty
    private transient Utf8Buffer utf8 = new Utf8Buffer();

    /** Receives a word and its count. */
    @FunctionalInterface
    public interface Visitor {
        void visit(byte[] word, long count);
    }

    public WordCounts(WordSplit split) {
        this.split = split;
    }

    /** Counts words as GPT-2 splits them. */
    public static WordCounts gpt2() {
        return new WordCounts(WordSplit.GPT2);
    }

    public WordSplit split() {
        return split;
    }

    /** Number of distinct words. */
    public int size() {
        return size;
    }

    /** Bytes of the distinct words. */
    public int byteLength() {
        return size == 0 ? 0 : ends[size - 1];
    }

    /** Splits the text and counts every word in it once more. */
    public void add(String text) {
        utf8.clear();
        utf8.append(text, 0, text.length());
        byte[] source = utf8.bytes();
        int to = utf8.length();
        int from = 0;
        while (from < to) {
            int end = split.end(source, from, to);
            add(source, from, end, 1);
            from = end;
        }
    }

    /**
     * Counts a word, which is not split further.
     *
     * @throws IllegalArgumentException if the word is empty or the count isn't above 0
     */
    public void add(byte[] word, long count) {
        if (word.length == 0 || count <= 0) {
            throw new IllegalArgumentException(
                    "Invalid count of a word of " + word.length + " bytes: " + count + " (both must be > 0)");
        }
        add(word, 0, word.length, count);
    }

    /** Counts the word between two places once more; nothing if they are equal. */
    public void add(byte[] source, int from, int to) {
        if (from < to) {
            add(source, from, to, 1);
        }
    }

    /**
     * Adds the other's counts to these.
     *
     * @throws IllegalArgumentException if the words were split in another way
     */
    public void merge(WordCounts other) {
        if (split != other.split) {
            throw new IllegalArgumentException("Can't merge words split by " + other.split + " into those by " + split);
        }
        for (int word = 0; word < other.size; word++) {
            add(other.bytes, other.start(word), other.ends[word], other.counts[word]);
        }
    }

    /** Visits every word, in an order that depends on how they came. */
    public void forEach(Visitor visitor) {
        for (int word = 0; word < size; word++) {
            visitor.visit(Arrays.copyOfRange(bytes, start(word), ends[word]), counts[word]);
        }
    }

    private void add(byte[] source, int from, int to, long count) {
        int length = to - from;
        int slot = hash(source, from, to) & (slots.length - 1);
        while (slots[slot] != 0) {
            int word = slots[slot] - 1;
            int start = start(word);
            if (ends[word] - start == length && Arrays.equals(bytes, start, ends[word], source, from, to)) {
                counts[word] = Math.addExact(counts[word], count);
                return;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        append(source, from, length, count);
        slots[slot] = size;
        if (size * 2 > slots.length) {
            index();
        }
    }

    private void append(byte[] source, int from, int length, long count) {
        int start = byteLength();
        long needed = (long) start + length;
        if (needed > MOST_BYTES) {
            throw new IllegalStateException(
                    "Too many distinct words to train from: over " + start + " bytes; count a sample of the corpus");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(needed, 2L * bytes.length)));
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

    private int start(int word) {
        return word == 0 ? 0 : ends[word - 1];
    }

    private void index() {
        slots = new int[Integer.highestOneBit(Math.max(size, 1 << 5)) << 2];
        for (int word = 0; word < size; word++) {
            int slot = hash(bytes, start(word), ends[word]) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = word + 1;
        }
    }

    private static int hash(byte[] source, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(source, at)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        for (; at < to; at++) {
            hash = (hash ^ (source[at] & 0xFF)) * 0x100000001B3L;
        }
        return PairRanks.hash(hash);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        bytes = Arrays.copyOf(bytes, byteLength());
        ends = Arrays.copyOf(ends, Math.max(size, 1));
        counts = Arrays.copyOf(counts, Math.max(size, 1));
        out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        utf8 = new Utf8Buffer();
        index();
    }
}
