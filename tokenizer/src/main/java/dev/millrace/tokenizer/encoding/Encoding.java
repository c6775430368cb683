package dev.millrace.tokenizer.encoding;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The tokens of a text or of a pair of texts, in their order; for each its id, content, place in the text, type and
 * masks. Immutable.
 */
public final class Encoding implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int NONE = -1;

    private final EncodingColumns columns;
    private final ArrayList<Encoding> overflowing;

    Encoding(EncodingColumns columns, List<Encoding> overflowing) {
        this.columns = columns;
        this.overflowing = new ArrayList<>(overflowing);
    }

    /** No tokens. */
    public static Encoding empty() {
        return new EncodingBuilder(0).build();
    }

    /** Number of tokens. */
    public int size() {
        return columns.ids.length;
    }

    /** Ids of all tokens, copied. */
    public int[] ids() {
        return columns.ids.clone();
    }

    /** Contents of all tokens. */
    public List<String> tokens() {
        return List.of(columns.tokens);
    }

    public int id(int index) {
        return columns.ids[index];
    }

    /** The vocabulary's content of the token; of an added token, the text that it was found as. */
    public String token(int index) {
        return columns.tokens[index];
    }

    /**
     * First UTF-16 character of the text, as {@link String#substring} counts, that the token stands for; 0 for tokens
     * that stand for none.
     */
    public int start(int index) {
        return columns.starts[index];
    }

    /** End, exclusive, of the characters that the token stands for. */
    public int end(int index) {
        return columns.ends[index];
    }

    /** Number of the word that the token is part of, from 0 in each text; empty for tokens of none. */
    public OptionalInt word(int index) {
        return columns.words[index] == NONE ? OptionalInt.empty() : OptionalInt.of(columns.words[index]);
    }

    /** Which text the token is of: 0 or 1; empty for special tokens that a template has added, and padding. */
    public OptionalInt sequence(int index) {
        return columns.sequences[index] == NONE ? OptionalInt.empty() : OptionalInt.of(columns.sequences[index]);
    }

    public int typeId(int index) {
        return columns.typeIds[index];
    }

    /** Type of each token, copied: which text it is of, as a model is told. */
    public int[] typeIds() {
        return columns.typeIds.clone();
    }

    /** Whether a template or padding has put the token there. */
    public boolean isSpecial(int index) {
        return columns.special[index];
    }

    /** Whether the token is padding, which attention leaves out. */
    public boolean isPadding(int index) {
        return columns.padding[index];
    }

    /** 1 for tokens that templates or padding have put there, 0 for the others. */
    public int[] specialTokensMask() {
        return mask(columns.special, 1);
    }

    /** 0 for padding, 1 for the other tokens. */
    public int[] attentionMask() {
        return mask(columns.padding, 0);
    }

    /** What truncation has cut off, in windows of the same length. */
    public List<Encoding> overflowing() {
        return List.copyOf(overflowing);
    }

    /**
     * Places in the text counted in code points, as Python and Hugging Face count: start and end of each token, one
     * after the other.
     *
     * @param text that was encoded
     */
    public int[] codePointOffsets(CharSequence text) {
        return codePointOffsets(text, "");
    }

    /** As {@link #codePointOffsets(CharSequence)} for a pair of texts. */
    public int[] codePointOffsets(CharSequence text, CharSequence pair) {
        int[] first = CodePointIndex.of(text);
        int[] second = CodePointIndex.of(pair);
        int[] offsets = new int[2 * size()];
        for (int i = 0; i < size(); i++) {
            int[] index = columns.sequences[i] == 1 ? second : first;
            offsets[2 * i] = index[columns.starts[i]];
            offsets[2 * i + 1] = index[columns.ends[i]];
        }
        return offsets;
    }

    EncodingColumns columns() {
        return columns;
    }

    /** The tokens from {@code from} to {@code to}, exclusive, without what overflows. */
    Encoding slice(int from, int to) {
        return new Encoding(columns.slice(from, to), List.of());
    }

    Encoding withOverflowing(List<Encoding> windows) {
        return new Encoding(columns, windows);
    }

    private static int[] mask(boolean[] flags, int whereSet) {
        int[] mask = new int[flags.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = flags[i] ? whereSet : 1 - whereSet;
        }
        return mask;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Encoding that && columns.equals(that.columns) && overflowing.equals(that.overflowing);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return columns.toString();
    }
}
