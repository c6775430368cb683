package dev.millrace.tokenizer.encoding;

import java.io.Serializable;
import java.util.Arrays;

/** What is known of each token: arrays of one length that are never changed once they stand here. */
final class EncodingColumns implements Serializable {
    private static final long serialVersionUID = 1;

    final int[] ids;
    final String[] tokens;
    final int[] starts;
    final int[] ends;
    final int[] words;
    final byte[] sequences;
    final int[] typeIds;
    final boolean[] special;
    final boolean[] padding;

    EncodingColumns(
            int[] ids,
            String[] tokens,
            int[] starts,
            int[] ends,
            int[] words,
            byte[] sequences,
            int[] typeIds,
            boolean[] special,
            boolean[] padding) {
        this.ids = ids;
        this.tokens = tokens;
        this.starts = starts;
        this.ends = ends;
        this.words = words;
        this.sequences = sequences;
        this.typeIds = typeIds;
        this.special = special;
        this.padding = padding;
    }

    /** The tokens from {@code from} to {@code to}, exclusive. */
    EncodingColumns slice(int from, int to) {
        return new EncodingColumns(
                Arrays.copyOfRange(ids, from, to),
                Arrays.copyOfRange(tokens, from, to),
                Arrays.copyOfRange(starts, from, to),
                Arrays.copyOfRange(ends, from, to),
                Arrays.copyOfRange(words, from, to),
                Arrays.copyOfRange(sequences, from, to),
                Arrays.copyOfRange(typeIds, from, to),
                Arrays.copyOfRange(special, from, to),
                Arrays.copyOfRange(padding, from, to));
    }

    /** The same tokens in other places of the text. */
    EncodingColumns at(int[] newStarts, int[] newEnds) {
        return new EncodingColumns(ids, tokens, newStarts, newEnds, words, sequences, typeIds, special, padding);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodingColumns that
                && Arrays.equals(ids, that.ids)
                && Arrays.equals(tokens, that.tokens)
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(ends, that.ends)
                && Arrays.equals(words, that.words)
                && Arrays.equals(sequences, that.sequences)
                && Arrays.equals(typeIds, that.typeIds)
                && Arrays.equals(special, that.special)
                && Arrays.equals(padding, that.padding);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return Arrays.toString(tokens);
    }
}
