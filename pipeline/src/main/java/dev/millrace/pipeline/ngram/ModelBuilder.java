package dev.millrace.pipeline.ngram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds a model order by order, from unigrams up. */
public final class ModelBuilder {
    /** log10 probability of what is never predicted, as ARPA files have it for {@code <s>}. */
    public static final float NEVER = -99;

    private final Vocabulary vocabulary;
    private final int order;
    private final List<Level> levels = new ArrayList<>();
    private LevelBuilder level = new LevelBuilder();

    /**
     * @param probabilities log10, by word id
     * @param backoffs log10, by word id
     */
    public ModelBuilder(Vocabulary vocabulary, int order, float[] probabilities, float[] backoffs) {
        if (order < 1) {
            throw new IllegalArgumentException("Invalid order: " + order + " (must be > 0)");
        }
        if (probabilities.length != vocabulary.size() || backoffs.length != vocabulary.size()) {
            throw new IllegalArgumentException(
                    "Invalid unigrams: " + probabilities.length + " (must be " + vocabulary.size() + ", one a word)");
        }
        this.vocabulary = vocabulary;
        this.order = order;
        levels.add(new Level(new int[0], probabilities, backoffs, new int[0]));
    }

    /** As a model holds it; what can't be is {@link #NEVER}. */
    public static float log10(double probability) {
        return probability > 0 ? (float) StrictMath.log10(probability) : NEVER;
    }

    /**
     * Adds an n-gram of the order in work, the second after construction.
     *
     * @param reversed its words, the last one first
     * @param backoff of the highest order: not used
     * @return whether it was added; not when the n-gram without its first word is missing
     */
    public boolean add(int[] reversed, float log10, float backoff) {
        int parent = find(reversed, reversed.length - 1);
        if (parent < 0) {
            return false;
        }
        level.add(parent, reversed[reversed.length - 1], log10, backoff);
        return true;
    }

    /**
     * Ends the order in work.
     *
     * @throws IllegalArgumentException when an n-gram is there twice
     */
    public void endOrder() {
        level.sort().ifPresent(word -> {
            throw new IllegalArgumentException("Invalid " + (levels.size() + 1) + "-grams: one that begins with "
                    + vocabulary.word(word) + " is there twice");
        });
        Level below = levels.get(levels.size() - 1);
        levels.set(
                levels.size() - 1,
                new Level(below.words(), below.probabilities(), below.backoffs(), level.children(below.size())));
        boolean highest = levels.size() + 1 == order;
        levels.add(
                new Level(level.words(), level.probabilities(), highest ? new float[0] : level.backoffs(), new int[0]));
        level = new LevelBuilder();
    }

    /** Probability of the last word after the others by the orders that are done. */
    double backedOff(int[] reversed) {
        int context = reversed.length - 1;
        int matched = 1;
        while (matched <= context && find(reversed, matched + 1) >= 0) {
            matched++;
        }
        double log10 = levels.get(matched - 1).probabilities()[find(reversed, matched)];
        int[] before = Arrays.copyOfRange(reversed, 1, reversed.length);
        for (int words = matched; words <= context; words++) {
            int node = find(before, words);
            log10 += node < 0 ? 0 : levels.get(words - 1).backoffs()[node];
        }
        return log10;
    }

    /** Index of the n-gram of the last {@code words} words; negative when there is none. */
    int find(int[] reversed, int words) {
        if (words > levels.size()) {
            return -1;
        }
        int node = reversed[0];
        for (int i = 1; i < words && node >= 0; i++) {
            int[] children = levels.get(i - 1).children();
            node = levels.get(i).find(reversed[i], children[node], children[node + 1]);
        }
        return node;
    }

    /** @throws IllegalStateException when orders are missing */
    public NgramModel build(Segmentation segmentation) {
        if (levels.size() != order) {
            throw new IllegalStateException("Only " + levels.size() + " of " + order + " orders are there");
        }
        if (order == 1) {
            Level only = levels.get(0);
            levels.set(0, new Level(only.words(), only.probabilities(), new float[0], new int[0]));
        }
        return new NgramModel(segmentation, vocabulary, levels);
    }
}
