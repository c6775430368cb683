package dev.millrace.pipeline.spark;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a stage's documents went.
 *
 * @param in documents that came in
 * @param kept documents that went on
 * @param rejected documents by {@code stage/rule}
 */
public record Ledger(long in, long kept, SortedMap<String, Long> rejected) {
    public Ledger {
        rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
    }

    public long rejections() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Holds that every document is accounted for.
     *
     * @throws LedgerException with one line when it does not
     */
    void balance(String stage) {
        long out = kept + rejections();
        if (out != in) {
            throw new LedgerException("Ledger of " + stage + " does not balance: " + in + " documents in, " + kept
                    + " kept + " + rejections() + " rejected = " + out + " out, "
                    + (out < in ? (in - out) + " lost" : (out - in) + " too many") + "; nothing was committed");
        }
    }
}
