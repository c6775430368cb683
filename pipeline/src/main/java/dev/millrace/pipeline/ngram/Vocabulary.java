package dev.millrace.pipeline.ngram;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;

/**
 * Words and their ids, compact: one array of characters, one hash table. The first three ids are {@code <unk>},
 * {@code <s>} and {@code </s>}.
 */
public final class Vocabulary implements Serializable {
    public static final int UNKNOWN = 0;
    public static final int BEGIN = 1;
    public static final int END = 2;

    /** Spelling of the first ids, in their order. */
    static final String[] SPECIAL = {"<unk>", "<s>", "</s>"};

    private static final long serialVersionUID = 1L;

    private final char[] text;
    private final int[] ends;
    private final int size;

    /** Ids; 0, which no word but an unknown one has, where there is none. */
    private final int[] table;

    private Vocabulary(char[] text, int[] ends, int size, int[] table) {
        this.text = text;
        this.ends = ends;
        this.size = size;
        this.table = table;
    }

    /** Ids that there are, the special ones included. */
    public int size() {
        return size;
    }

    public String word(int id) {
        if (id < 0 || id >= size) {
            throw new IndexOutOfBoundsException("No word " + id + " of " + size);
        }
        return new String(text, start(id), ends[id] - start(id));
    }

    /** Id of a word of a text; {@link #UNKNOWN} also for text that is spelled like a special one. */
    public int id(char[] word, int from, int to) {
        for (int at = slot(hash(word, from, to), table.length); table[at] != 0; at = next(at, table.length)) {
            int id = table[at];
            if (Arrays.equals(text, start(id), ends[id], word, from, to)) {
                return id;
            }
        }
        return UNKNOWN;
    }

    /** As {@link #id(char[], int, int)}. */
    public int id(String word) {
        return id(word.toCharArray(), 0, word.length());
    }

    private int start(int id) {
        return id == 0 ? 0 : ends[id - 1];
    }

    private static int hash(char[] word, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + word[i];
        }
        hash ^= hash >>> 16;
        hash *= 0x7feb352d;
        hash ^= hash >>> 15;
        hash *= 0x846ca68b;
        return hash ^ hash >>> 16;
    }

    private static int slot(int hash, int capacity) {
        return hash & capacity - 1;
    }

    private static int next(int at, int capacity) {
        return at + 1 & capacity - 1;
    }

    /** Collects words in the order of their ids, the special ones already there. */
    public static final class Builder {
        /** Words that an array of characters and a table of 32-bit ids can hold. */
        private static final int MOST_WORDS = 1 << 28;

        private static final int MOST_CHARACTERS = Integer.MAX_VALUE - 8;

        private char[] text = new char[1 << 12];
        private int[] ends = new int[1 << 8];
        private int[] table = new int[1 << 9];
        private int size;
        private int length;

        public Builder() {
            for (String special : SPECIAL) {
                append(special);
            }
        }

        /**
         * The new word's id; absent when there is such a word already, a special one included.
         *
         * @throws IllegalArgumentException for an empty word, and for more words than fit
         */
        public Optional<Integer> add(String word) {
            if (word.isEmpty()) {
                throw new IllegalArgumentException("Invalid word: \"\" (must not be empty)");
            }
            if (Arrays.asList(SPECIAL).contains(word)) {
                return Optional.empty();
            }
            char[] characters = word.toCharArray();
            int at = slot(hash(characters, 0, characters.length), table.length);
            for (; table[at] != 0; at = next(at, table.length)) {
                int id = table[at];
                if (Arrays.equals(text, ends[id - 1], ends[id], characters, 0, characters.length)) {
                    return Optional.empty();
                }
            }
            table[at] = size;
            append(word);
            if (size > table.length / 2) {
                grow();
            }
            return Optional.of(size - 1);
        }

        public Vocabulary build() {
            return new Vocabulary(Arrays.copyOf(text, length), Arrays.copyOf(ends, size), size, table.clone());
        }

        private void append(String word) {
            if (size == MOST_WORDS || (long) length + word.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException("Invalid vocabulary: more than " + size + " words do not fit");
            }
            while (text.length < length + word.length()) {
                text = Arrays.copyOf(text, (int) Math.min(2L * text.length, MOST_CHARACTERS));
            }
            word.getChars(0, word.length(), text, length);
            length += word.length();
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, 2 * size);
            }
            ends[size] = length;
            size++;
        }

        private void grow() {
            int[] larger = new int[2 * table.length];
            for (int id = SPECIAL.length; id < size; id++) {
                int at = slot(hash(text, ends[id - 1], ends[id]), larger.length);
                while (larger[at] != 0) {
                    at = next(at, larger.length);
                }
                larger[at] = id;
            }
            table = larger;
        }
    }
}
