package dev.millrace.tokenizer.bpe;

/**
 * The symbols that the distinct words are made of at present, one after the other in one array. A symbol stands at
 * the place of its first part; the place of its last part, where that is another, tells how long it is. Words are
 * fenced by {@link #FENCE}.
 */
public final class WordSymbols {
    /** No such symbol. */
    static final int NONE = -1;

    private static final int FENCE = Integer.MIN_VALUE;
    private static final int GONE = Integer.MIN_VALUE + 1;
    private static final int BLOCK_BITS = 5;
    private static final int MOST_PLACES = Integer.MAX_VALUE - 64;

    private final MergeVocabulary vocabulary;
    private final int[] symbols; // an id, or minus the length of the symbol that ends here, or FENCE, or GONE
    private final int[] starts; // by word
    private final int[] wordAt; // by block of places, the word at its first place
    private final long[] counts;
    private int words;
    private int places = 1;

    /**
     * @param words most that will be appended
     * @param symbols most that they will have, all together
     * @throws IllegalArgumentException if that is more than an array holds
     */
    public WordSymbols(MergeVocabulary vocabulary, int words, long symbols) {
        this.vocabulary = vocabulary;
        long most = symbols + words + 1;
        if (most > MOST_PLACES) {
            throw new IllegalArgumentException(
                    "Too many distinct words to train from: " + symbols + " symbols; count a sample of the corpus");
        }
        this.symbols = new int[(int) most];
        starts = new int[words];
        counts = new long[words];
        wordAt = new int[(int) (most >> BLOCK_BITS) + 1];
        this.symbols[0] = FENCE;
    }

    /**
     * Appends a word.
     *
     * @param ids of its symbols, each of length 1
     * @param size number of them, above 0
     * @param count how often the word occurs
     */
    public void append(int[] ids, int size, long count) {
        starts[words] = places;
        counts[words] = count;
        System.arraycopy(ids, 0, symbols, places, size);
        places += size;
        symbols[places] = FENCE;
        // blocks that begin within the word or at its fence
        for (int block = ((starts[words] - 1) >> BLOCK_BITS) + 1; block << BLOCK_BITS <= places; block++) {
            wordAt[block] = words;
        }
        places++;
        words++;
    }

    /** Place of the first symbol. */
    int first() {
        return words == 0 ? NONE : 1;
    }

    /** Place of the symbol after this one, be it in the next word. */
    int following(int at) {
        int next = at + vocabulary.length(symbols[at]);
        int place = symbols[next] == FENCE ? next + 1 : next;
        return place == places ? NONE : place;
    }

    int id(int at) {
        return symbols[at];
    }

    /** How often the word occurs that the place is in. */
    long count(int at) {
        int word = wordAt[at >> BLOCK_BITS];
        while (word + 1 < words && starts[word + 1] <= at) {
            word++;
        }
        return counts[word];
    }

    /** Place of the next symbol in the word. */
    int next(int at) {
        int next = at + vocabulary.length(symbols[at]);
        return symbols[next] == FENCE ? NONE : next;
    }

    /** As {@link #next(int)}; {@link #NONE} also if the symbol at the place is another. */
    int next(int at, int expected) {
        return symbols[at] == expected ? next(at) : NONE;
    }

    /** Place of the previous symbol in the word. */
    int previous(int at) {
        int last = symbols[at - 1];
        if (last == FENCE) {
            return NONE;
        }
        return last >= 0 ? at - 1 : at + last;
    }

    /** Makes one symbol of two that stand side by side. */
    void join(int at, int next, int merged) {
        symbols[next] = GONE;
        symbols[at] = merged;
        int length = vocabulary.length(merged);
        symbols[at + length - 1] = -length;
    }
}
