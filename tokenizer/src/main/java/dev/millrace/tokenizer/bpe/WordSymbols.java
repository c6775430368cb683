package dev.millrace.tokenizer.bpe;

/**
 * The symbols that the distinct words are made of at present, one after the other in one array. A symbol stands at
 * the place of its first byte; the place of its last byte, where that is another, tells how long it is. Words are
 * fenced by {@link #FENCE}.
 */
final class WordSymbols {
    /** No such symbol. */
    static final int NONE = -1;

    private static final int FENCE = Integer.MIN_VALUE;
    private static final int GONE = Integer.MIN_VALUE + 1;
    private static final int BLOCK_BITS = 5;
    private static final int MOST_PLACES = Integer.MAX_VALUE - 64;

    private final LearnedVocabulary vocabulary;
    private final int[] symbols; // an id, or minus the length of the symbol that ends here, or FENCE, or GONE
    private final int[] starts; // by word
    private final int[] words; // by block of places, the word at its first place
    private final long[] counts;

    WordSymbols(LearnedVocabulary vocabulary, WordCounts wordCounts) {
        this.vocabulary = vocabulary;
        long places = (long) wordCounts.byteLength() + wordCounts.size() + 1;
        if (places > MOST_PLACES) {
            throw new IllegalArgumentException("Too many distinct words to train from: " + wordCounts.byteLength()
                    + " bytes; count a sample of the corpus");
        }
        symbols = new int[(int) places];
        starts = new int[wordCounts.size()];
        words = new int[(int) (places >> BLOCK_BITS) + 1];
        counts = new long[wordCounts.size()];
        symbols[0] = FENCE;
        Filler filler = new Filler();
        wordCounts.forEach(filler::append);
    }

    /** Place of the first symbol. */
    int first() {
        return starts.length == 0 ? NONE : 1;
    }

    /** Place of the symbol after this one, be it in the next word. */
    int following(int at) {
        int next = at + vocabulary.length(symbols[at]);
        int place = symbols[next] == FENCE ? next + 1 : next;
        return place == symbols.length ? NONE : place;
    }

    int id(int at) {
        return symbols[at];
    }

    /** How often the word occurs that the place is in. */
    long count(int at) {
        int word = words[at >> BLOCK_BITS];
        while (word + 1 < starts.length && starts[word + 1] <= at) {
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

    private final class Filler {
        private int word;
        private int at = 1;

        void append(byte[] bytes, long count) {
            starts[word] = at;
            counts[word] = count;
            for (byte value : bytes) {
                symbols[at++] = vocabulary.idOfByte(value);
            }
            symbols[at] = FENCE;
            // blocks that begin within the word or at its fence
            for (int block = ((starts[word] - 1) >> BLOCK_BITS) + 1; block << BLOCK_BITS <= at; block++) {
                words[block] = word;
            }
            at++;
            word++;
        }
    }
}
