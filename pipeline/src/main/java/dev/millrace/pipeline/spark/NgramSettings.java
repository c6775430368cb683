package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.ngram.Discounts;
import dev.millrace.pipeline.ngram.TextUnits;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The n-gram model to train.
 *
 * @param input stage whose kept documents are counted
 * @param language of the documents that are counted; all when absent
 * @param order words of the longest n-gram, 1 to 6
 * @param text what is counted; tokens are those of the tokenizer that {@link TrainTokenizer} left in the output
 * @param prune n-grams that occur no more often are left out, by order; the first must be 0, none below the one before;
 *     the last one given holds for the orders after it
 * @param minimumCount least count of a word that the model knows; others count as {@code <unk>}
 * @param mostWords that the model knows, the most frequent ones: it bounds the memory of driver and executors
 * @param fallbackDiscounts for an order whose counts of counts give none; absent: this is an error
 */
public record NgramSettings(
        Input input,
        Optional<String> language,
        int order,
        TextUnits text,
        List<Long> prune,
        long minimumCount,
        int mostWords,
        Optional<Discounts> fallbackDiscounts) {
    private static final int MOST_ORDERS = 6;

    /** Where documents come from. */
    public enum Input {
        CRAWL_CLEAN(CrawlClean.STAGE),
        DEDUPE(Dedupe.STAGE),
        FILTER(Filter.STAGE);

        private final String stage;

        Input(String stage) {
            this.stage = stage;
        }

        public String stage() {
            return stage;
        }
    }

    public NgramSettings {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(text, "text");
        prune = List.copyOf(prune);
        if (order < 1 || order > MOST_ORDERS) {
            throw new IllegalArgumentException("Invalid order: " + order + " (must be from 1 to " + MOST_ORDERS + ")");
        }
        if (prune.isEmpty() || prune.size() > order || prune.get(0) != 0) {
            throw new IllegalArgumentException(
                    "Invalid prune: " + prune + " (must hold 0 for unigrams, and one for each order at most)");
        }
        for (int i = 1; i < prune.size(); i++) {
            if (prune.get(i) < prune.get(i - 1)) {
                throw new IllegalArgumentException("Invalid prune: " + prune + " (none may be below the one before)");
            }
        }
        if (minimumCount < 1) {
            throw new IllegalArgumentException("Invalid minimum count: " + minimumCount + " (must be > 0)");
        }
        if (mostWords < 1) {
            throw new IllegalArgumentException("Invalid most words: " + mostWords + " (must be > 0)");
        }
    }

    /** N-grams of this order that occur no more often are left out. */
    long threshold(int ofOrder) {
        return prune.get(Math.min(ofOrder, prune.size()) - 1);
    }
}
