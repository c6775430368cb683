package dev.millrace.tokenizer.bpe;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Pairs of neighbouring symbols by number: how often each occurs, weighed by its words' counts, and where. */
final class PairTable {
    private static final int[] NO_PLACES = {};
    private static final int FIRST_CAPACITY = 1 << 12;

    private int size;
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] counts = new long[FIRST_CAPACITY];
    private int[][] places = new int[FIRST_CAPACITY][];
    private int[] placeCounts = new int[FIRST_CAPACITY];
    private boolean[] touched = new boolean[FIRST_CAPACITY];
    private int[] slots = new int[FIRST_CAPACITY * 4]; // pair + 1; 0 is empty
    private int[] touchedPairs = new int[FIRST_CAPACITY];
    private int touchedSize;

    int left(int pair) {
        return (int) (keys[pair] >>> 32);
    }

    int right(int pair) {
        return (int) keys[pair];
    }

    /** Both ids in one number that sorts by the left, then the right. */
    long key(int pair) {
        return keys[pair];
    }

    long count(int pair) {
        return counts[pair];
    }

    /** Counts one more place at which the pair occurs. */
    void add(int left, int right, long count, int place) {
        int pair = number(PairRanks.pair(left, right));
        counts[pair] = sum(counts[pair], count);
        int[] known = places[pair];
        if (placeCounts[pair] == known.length) {
            known = Arrays.copyOf(known, Math.max(2, known.length + (known.length >> 1) + 1));
            places[pair] = known;
        }
        known[placeCounts[pair]++] = place;
        if (!touched[pair]) {
            touched[pair] = true;
            if (touchedSize == touchedPairs.length) {
                touchedPairs = Arrays.copyOf(touchedPairs, 2 * touchedSize);
            }
            touchedPairs[touchedSize++] = pair;
        }
    }

    /** Takes the count of a place back, which stays listed. */
    void subtract(int left, int right, long count) {
        counts[number(PairRanks.pair(left, right))] -= count;
    }

    /** Places at which the pair occurs or did occur, ascending; they are forgotten. */
    int[] takePlaces(int pair) {
        int[] taken = Arrays.copyOf(places[pair], placeCounts[pair]);
        places[pair] = NO_PLACES;
        placeCounts[pair] = 0;
        // overlapping pairs such as (a, a) in "aaa" are merged from the left
        if (left(pair) == right(pair)) {
            Arrays.sort(taken);
        }
        return taken;
    }

    /** Visits the pairs that were added to since the last visit. */
    void forEachTouched(IntConsumer visitor) {
        for (int i = 0; i < touchedSize; i++) {
            touched[touchedPairs[i]] = false;
            visitor.accept(touchedPairs[i]);
        }
        touchedSize = 0;
    }

    private static long sum(long count, long more) {
        long sum = count + more;
        if (sum < 0 && count >= 0) {
            throw new IllegalArgumentException("Counts of words are too large to be summed");
        }
        return sum;
    }

    private int number(long key) {
        int slot = PairRanks.hash(key) & (slots.length - 1);
        while (slots[slot] != 0) {
            if (keys[slots[slot] - 1] == key) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        if (size == keys.length) {
            grow();
            return number(key);
        }
        keys[size] = key;
        places[size] = NO_PLACES;
        slots[slot] = ++size;
        return size - 1;
    }

    private void grow() {
        int capacity = 2 * size;
        keys = Arrays.copyOf(keys, capacity);
        counts = Arrays.copyOf(counts, capacity);
        places = Arrays.copyOf(places, capacity);
        placeCounts = Arrays.copyOf(placeCounts, capacity);
        touched = Arrays.copyOf(touched, capacity);
        slots = new int[capacity * 4];
        for (int pair = 0; pair < size; pair++) {
            int slot = PairRanks.hash(keys[pair]) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = pair + 1;
        }
    }
}
