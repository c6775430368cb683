package dev.millrace.tokenizer.wordpiece;

import java.util.Arrays;

/** Lists of tokens that share their beginnings, known by their last entry. */
final class PopLists {
    static final int EMPTY = -1;

    private int size;
    private int[] tokens = new int[1 << 10];
    private int[] lengths = new int[1 << 10];
    private int[] previous = new int[1 << 10];
    private int[] scratch = new int[16];

    /**
     * The list with one more token.
     *
     * @param length of the token's text in bytes
     */
    int append(int list, int token, int length) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
            previous = Arrays.copyOf(previous, 2 * size);
        }
        tokens[size] = token;
        lengths[size] = length;
        previous[size] = list;
        return size++;
    }

    /** The list with all tokens of another behind it. */
    int appendAll(int list, int other) {
        int count = 0;
        for (int entry = other; entry != EMPTY; entry = previous[entry]) {
            if (count == scratch.length) {
                scratch = Arrays.copyOf(scratch, 2 * count);
            }
            scratch[count++] = entry;
        }
        int all = list;
        for (int i = count - 1; i >= 0; i--) {
            all = append(all, tokens[scratch[i]], lengths[scratch[i]]);
        }
        return all;
    }

    void trim() {
        tokens = Arrays.copyOf(tokens, size);
        lengths = Arrays.copyOf(lengths, size);
        previous = Arrays.copyOf(previous, size);
    }

    /** The list without its last token. */
    int previous(int list) {
        return previous[list];
    }

    /** Id of its last token. */
    int token(int list) {
        return tokens[list];
    }

    /** Bytes of the last token's text. */
    int length(int list) {
        return lengths[list];
    }
}
