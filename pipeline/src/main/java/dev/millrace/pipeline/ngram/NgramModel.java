package dev.millrace.pipeline.ngram;

import dev.millrace.tokenizer.Tokenizer;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A back-off n-gram language model. Takes 16 bytes an n-gram, 8 for the highest order. Thread-safe; serialisable.
 *
 * <p>log p(w | h) = the n-gram's own where there is one, else the context's back-off weight + log p(w | h without its
 * first word).
 */
public final class NgramModel implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Segmentation segmentation;
    private final Vocabulary vocabulary;
    private final List<Level> levels;

    NgramModel(Segmentation segmentation, Vocabulary vocabulary, List<Level> levels) {
        this.segmentation = segmentation;
        this.vocabulary = vocabulary;
        this.levels = List.copyOf(levels);
    }

    /** Words of the longest n-gram. */
    public int order() {
        return levels.size();
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public TextUnits units() {
        return segmentation.units();
    }

    /** Of a model of tokens. */
    public Optional<Tokenizer> tokenizer() {
        return segmentation.tokenizer();
    }

    /** N-grams of an order, 1 being the lowest. */
    public int size(int order) {
        return levels.get(order - 1).size();
    }

    /** A scorer of texts for the calling thread. */
    public Scorer scorer() {
        return new Scorer(this);
    }

    Segmentation segmentation() {
        return segmentation;
    }

    List<Level> levels() {
        return levels;
    }

    /**
     * log10 probability of a word after others.
     *
     * @param context ids of the words before, the last one last; those that are too far away do not count
     */
    public double log10(int[] context, int word) {
        Walk walk = new Walk(this);
        int from = Math.max(0, context.length - order() + 1);
        for (int i = from; i < context.length; i++) {
            walk.step(context[i]);
        }
        return walk.step(word);
    }
}
