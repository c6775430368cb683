package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.embedding.Glove;
import dev.millrace.pipeline.embedding.SubwordTrainer;
import dev.millrace.pipeline.embedding.Subwords;
import dev.millrace.pipeline.ngram.TextUnits;
import dev.millrace.pipeline.words.WordSplit;
import java.util.Objects;
import java.util.Optional;

/**
 * The word vectors to train.
 *
 * @param input stage whose kept documents are learnt from
 * @param language of those documents; all when absent
 * @param words what is a word
 * @param letters whether case counts
 * @param dimension of a vector
 * @param window most words between a word and its context, within a line
 * @param minimumCount least count of a word that gets a vector
 * @param mostWords that get one, the most frequent ones: it bounds the driver's memory
 * @param epochs times that the text (for GloVe, the pairs of words) is gone through
 * @param learningRate at first; absent: .025 for word2vec, .05 for the others
 * @param shards pieces of the text that are trained side by side and averaged after each epoch; for
 *     subword training alone, as MLlib's pieces write to one another's vectors where they share a process
 */
public record EmbeddingSettings(
        NgramSettings.Input input,
        Optional<String> language,
        Method method,
        WordSplit words,
        TextUnits.Letters letters,
        int dimension,
        int window,
        long minimumCount,
        int mostWords,
        int epochs,
        Optional<Double> learningRate,
        int shards,
        long seed,
        GloveOptions glove,
        SubwordOptions subword) {
    /** Weights of pairs are 1 / distance, counted exactly in units of this by the least common multiple of distances. */
    private static final int LARGEST_WINDOW = 20;

    /** How vectors are learnt. */
    public enum Method {
        /** Skip-grams with a hierarchical softmax, by Spark MLlib. */
        WORD2VEC,
        /** Least squares on logarithms of co-occurrence counts. */
        GLOVE,
        /** Skip-grams with negative samples over words and their character n-grams. */
        SUBWORD
    }

    /**
     * @param maximum count from which on all pairs weigh the same
     * @param exponent of the weight below it
     * @param mostPairs of words that are kept, the most frequent ones: 40 bytes each on the driver
     */
    public record GloveOptions(double maximum, double exponent, int mostPairs) {
        public GloveOptions {
            if (mostPairs < 1) {
                throw new IllegalArgumentException("Invalid most pairs: " + mostPairs + " (must be > 0)");
            }
        }
    }

    /**
     * @param minimum characters of the shortest n-gram
     * @param maximum characters of the longest
     * @param buckets into which n-grams are hashed
     * @param negatives samples for each pair
     * @param subsample words of a larger share of the text are left out at times; 0: never
     */
    public record SubwordOptions(int minimum, int maximum, int buckets, int negatives, double subsample) {}

    public EmbeddingSettings {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(letters, "letters");
        if (dimension < 1) {
            throw new IllegalArgumentException("Invalid dimension: " + dimension + " (must be > 0)");
        }
        if (window < 1 || window > LARGEST_WINDOW) {
            throw new IllegalArgumentException(
                    "Invalid window: " + window + " (must be from 1 to " + LARGEST_WINDOW + ")");
        }
        if (minimumCount < 1) {
            throw new IllegalArgumentException("Invalid minimum count: " + minimumCount + " (must be > 0)");
        }
        if (mostWords < 1) {
            throw new IllegalArgumentException("Invalid most words: " + mostWords + " (must be > 0)");
        }
        if (epochs < 1) {
            throw new IllegalArgumentException("Invalid epochs: " + epochs + " (must be > 0)");
        }
        if (shards < 1 || (method == Method.WORD2VEC && shards > 1)) {
            throw new IllegalArgumentException("Invalid shards: " + shards + " (must be > 0, and 1 for word2vec:"
                    + " MLlib's pieces write to one another's vectors)");
        }
    }

    double rate() {
        return learningRate.orElse(method == Method.WORD2VEC ? .025 : .05);
    }

    Glove.Settings gloveSettings() {
        return new Glove.Settings(glove.maximum(), glove.exponent(), rate());
    }

    SubwordTrainer.Settings subwordSettings() {
        return new SubwordTrainer.Settings(
                new Subwords(subword.minimum(), subword.maximum(), subword.buckets()),
                dimension,
                window,
                subword.negatives(),
                subword.subsample(),
                rate());
    }

    /** Lines of words. */
    TextUnits units() {
        return new TextUnits(TextUnits.Unit.WORD, words, letters, TextUnits.Sequence.LINE);
    }
}
