package dev.millrace.tokenizer.unigram.training;

/**
 * Sorts the suffixes of all spans by their first symbols: quicksort on as many symbols at a time as fit a long, then
 * within equals on the next ones. Suffixes that are equal up to the limit or to their end stay in any order.
 */
final class SuffixSort {
    private static final int SMALL = 12;

    private final int[] symbols;
    private final int limit;
    private final int bits;
    private final int packed;
    private final int[] positions;
    private final long[] keys;
    private long random = 0x9E3779B97F4A7C15L;

    private SuffixSort(SpanText text, int limit) {
        symbols = text.symbols();
        this.limit = limit;
        bits = Integer.SIZE - Integer.numberOfLeadingZeros(text.alphabet().size());
        packed = (Long.SIZE - 1) / bits;
        int count = 0;
        for (int symbol : symbols) {
            count += symbol == 0 ? 0 : 1;
        }
        positions = new int[count];
        keys = new long[count];
        int next = 0;
        for (int at = 0; at < symbols.length; at++) {
            if (symbols[at] != 0) {
                positions[next++] = at;
            }
        }
    }

    /**
     * Positions of all suffixes that aren't empty, ascending.
     *
     * @param limit number of symbols that count
     */
    static int[] sorted(SpanText text, int limit) {
        SuffixSort sort = new SuffixSort(text, limit);
        sort.sort(0, sort.positions.length, 0);
        return sort.positions;
    }

    private void sort(int from, int to, int depth) {
        for (int i = from; i < to; i++) {
            keys[i] = key(positions[i] + depth);
        }
        sortByKey(from, to - 1);
        if (depth + packed >= limit) {
            return;
        }
        long lastSymbol = (1L << bits) - 1;
        int start = from;
        while (start < to) {
            long key = keys[start];
            int end = start + 1;
            while (end < to && keys[end] == key) {
                end++;
            }
            if (end - start > 1 && (key & lastSymbol) != 0) {
                sort(start, end, depth + packed);
            }
            start = end;
        }
    }

    private long key(int from) {
        long key = 0;
        int at = from;
        for (int i = 0; i < packed; i++) {
            int symbol = symbols[at];
            key = (key << bits) | symbol;
            at += symbol == 0 ? 0 : 1;
        }
        return key;
    }

    /** Three-way quicksort; the larger side is done in the loop, so that the stack stays small. */
    private void sortByKey(int first, int last) {
        int low = first;
        int high = last;
        while (high - low > SMALL) {
            long pivot = pivot(low, high);
            int less = low;
            int greater = high;
            int at = low;
            while (at <= greater) {
                if (keys[at] < pivot) {
                    swap(at++, less++);
                } else if (keys[at] > pivot) {
                    swap(at, greater--);
                } else {
                    at++;
                }
            }
            if (less - low < high - greater) {
                sortByKey(low, less - 1);
                low = greater + 1;
            } else {
                sortByKey(greater + 1, high);
                high = less - 1;
            }
        }
        for (int i = low + 1; i <= high; i++) {
            for (int j = i; j > low && keys[j - 1] > keys[j]; j--) {
                swap(j, j - 1);
            }
        }
    }

    private long pivot(int low, int high) {
        long a = keys[any(low, high)];
        long b = keys[any(low, high)];
        long c = keys[any(low, high)];
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private int any(int low, int high) {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return low + (int) ((random >>> 33) % (high - low + 1));
    }

    private void swap(int i, int j) {
        long key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        int position = positions[i];
        positions[i] = positions[j];
        positions[j] = position;
    }
}
