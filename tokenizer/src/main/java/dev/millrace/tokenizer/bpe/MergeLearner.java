package dev.millrace.tokenizer.bpe;

import java.util.OptionalInt;

/**
 * Finds the most frequent pair and merges it wherever it stands; among equals the pair with the smaller left id, then
 * the smaller right id. Each merge costs no more than its occurrences.
 */
public final class MergeLearner {
    private final MergeVocabulary vocabulary;
    private final WordSymbols symbols;
    private final PairTable pairs = new PairTable();
    private final CandidateHeap queue = new CandidateHeap(pairs);

    /** @param symbols all words; merged in place */
    public MergeLearner(MergeVocabulary vocabulary, WordSymbols symbols) {
        this.vocabulary = vocabulary;
        this.symbols = symbols;
        for (int at = symbols.first(); at != WordSymbols.NONE; at = symbols.following(at)) {
            int next = symbols.next(at);
            if (next != WordSymbols.NONE) {
                pairs.add(symbols.id(at), symbols.id(next), symbols.count(at), at);
            }
        }
        pairs.forEachTouched(this::propose);
    }

    /**
     * Merges the most frequent pair.
     *
     * @return false if no pair is as frequent as that any more
     */
    public boolean mergeMostFrequent(long minimumFrequency) {
        while (!queue.isEmpty()) {
            int best = queue.pair();
            long count = pairs.count(best);
            if (count != queue.count()) {
                // counts fall as neighbours merge; a candidate is weighed again with what is left
                if (count > 0) {
                    queue.replaceFirst(count);
                } else {
                    queue.removeFirst();
                }
            } else if (count < minimumFrequency) {
                return false;
            } else {
                queue.removeFirst();
                OptionalInt id = vocabulary.merge(pairs.left(best), pairs.right(best));
                if (id.isPresent()) {
                    merge(best, id.getAsInt());
                    return true;
                }
            }
        }
        return false;
    }

    private void merge(int pair, int merged) {
        int left = pairs.left(pair);
        int right = pairs.right(pair);
        int[] places = pairs.takePlaces(pair);
        for (int at : places) {
            int next = symbols.next(at, left);
            if (next != WordSymbols.NONE && symbols.id(next) == right) {
                join(at, next, merged);
            }
        }
        pairs.forEachTouched(this::propose);
    }

    private void join(int at, int next, int merged) {
        int left = symbols.id(at);
        int right = symbols.id(next);
        long count = symbols.count(at);
        int before = symbols.previous(at);
        int after = symbols.next(next);
        if (before != WordSymbols.NONE) {
            pairs.subtract(symbols.id(before), left, count);
            pairs.add(symbols.id(before), merged, count, before);
        }
        if (after != WordSymbols.NONE) {
            pairs.subtract(right, symbols.id(after), count);
            pairs.add(merged, symbols.id(after), count, at);
        }
        symbols.join(at, next, merged);
    }

    private void propose(int pair) {
        if (pairs.count(pair) > 0) {
            queue.add(pair, pairs.count(pair));
        }
    }
}
