package dev.millrace.tokenizer.encoding;

import java.util.Arrays;
import java.util.List;

/** Writes an {@link Encoding} token by token. */
public final class EncodingBuilder {
    private static final int NONE = -1;

    private int[] ids;
    private String[] tokens;
    private int[] starts;
    private int[] ends;
    private int[] words;
    private byte[] sequences;
    private int[] typeIds;
    private boolean[] special;
    private boolean[] padding;
    private int size;

    /** @param expected number of tokens */
    public EncodingBuilder(int expected) {
        ids = new int[expected];
        tokens = new String[expected];
        starts = new int[expected];
        ends = new int[expected];
        words = new int[expected];
        sequences = new byte[expected];
        typeIds = new int[expected];
        special = new boolean[expected];
        padding = new boolean[expected];
    }

    /** Adds a token of a single text. */
    public void add(int id, String token, int start, int end, int word) {
        reserve(1);
        ids[size] = id;
        tokens[size] = token;
        starts[size] = start;
        ends[size] = end;
        words[size++] = word;
    }

    /** Adds a special token. */
    void addSpecial(int id, String token, int typeId) {
        reserve(1);
        ids[size] = id;
        tokens[size] = token;
        words[size] = NONE;
        sequences[size] = NONE;
        typeIds[size] = typeId;
        special[size++] = true;
    }

    void addPadding(int id, String token, int typeId) {
        addSpecial(id, token, typeId);
        padding[size - 1] = true;
    }

    /** Adds all tokens as they are. */
    void addAll(Encoding encoding) {
        int count = encoding.size();
        reserve(count);
        EncodingColumns from = encoding.columns();
        System.arraycopy(from.ids, 0, ids, size, count);
        System.arraycopy(from.tokens, 0, tokens, size, count);
        System.arraycopy(from.starts, 0, starts, size, count);
        System.arraycopy(from.ends, 0, ends, size, count);
        System.arraycopy(from.words, 0, words, size, count);
        System.arraycopy(from.sequences, 0, sequences, size, count);
        System.arraycopy(from.typeIds, 0, typeIds, size, count);
        System.arraycopy(from.special, 0, special, size, count);
        System.arraycopy(from.padding, 0, padding, size, count);
        size += count;
    }

    /** Gives the tokens added since there were {@code from} a type. */
    void setTypeIds(int from, int typeId) {
        Arrays.fill(typeIds, from, size, typeId);
    }

    /** Makes the tokens added since there were {@code from} those of a text. */
    void setSequence(int from, int sequence) {
        for (int i = from; i < size; i++) {
            if (!special[i] || sequences[i] != NONE) {
                sequences[i] = (byte) sequence;
            }
        }
    }

    int size() {
        return size;
    }

    public Encoding build() {
        return new Encoding(
                new EncodingColumns(
                        Arrays.copyOf(ids, size),
                        Arrays.copyOf(tokens, size),
                        Arrays.copyOf(starts, size),
                        Arrays.copyOf(ends, size),
                        Arrays.copyOf(words, size),
                        Arrays.copyOf(sequences, size),
                        Arrays.copyOf(typeIds, size),
                        Arrays.copyOf(special, size),
                        Arrays.copyOf(padding, size)),
                List.of());
    }

    private void reserve(int more) {
        if (size + more <= ids.length) {
            return;
        }
        int length = Math.max(size + more, 2 * ids.length);
        ids = Arrays.copyOf(ids, length);
        tokens = Arrays.copyOf(tokens, length);
        starts = Arrays.copyOf(starts, length);
        ends = Arrays.copyOf(ends, length);
        words = Arrays.copyOf(words, length);
        sequences = Arrays.copyOf(sequences, length);
        typeIds = Arrays.copyOf(typeIds, length);
        special = Arrays.copyOf(special, length);
        padding = Arrays.copyOf(padding, length);
    }
}
