package dev.millrace.pipeline.ngram;

import java.io.Serializable;

/**
 * The n-grams of one order, sorted by their words from the last to the first, as a level of a trie: the children of an
 * n-gram are the longer ones that end with it.
 *
 * @param words the first word of each; empty for unigrams, where the index is the word
 * @param probabilities log10
 * @param backoffs log10; empty for the highest order
 * @param children of n-gram i are those of the next level from children[i] to children[i + 1] − 1; empty for the
 *     highest order
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of arrays that is never compared
record Level(int[] words, float[] probabilities, float[] backoffs, int[] children) implements Serializable {
    private static final long serialVersionUID = 1L;

    int size() {
        return probabilities.length;
    }

    /** Index of the n-gram among [from, to) that begins with the word; negative when there is none. */
    int find(int word, int from, int to) {
        int low = from;
        int high = to - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = words[middle];
            if (found < word) {
                low = middle + 1;
            } else if (found > word) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1;
    }
}
