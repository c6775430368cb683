package dev.millrace.trainer.feed;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the sequences of an endless stream of epochs lie. Epoch e holds every sequence once: the shards in an order
 * drawn from (seed, e), the rows of each in an order drawn from (seed, e, shard). Safe for several threads.
 */
final class EpochOrder {
    private static final int EPOCHS_KEPT = 2;
    private static final int ROWS_KEPT = 4;

    private final long seed;
    private final int[] sizes;
    private final long epochLength;
    private final Map<Long, Epoch> epochs = new LinkedHashMap<>();
    private final Map<List<Long>, int[]> rows = new LinkedHashMap<>();

    EpochOrder(long seed, int[] sizes) {
        this.seed = seed;
        this.sizes = sizes.clone();
        long length = 0;
        for (int size : sizes) {
            length += size;
        }
        if (length == 0) {
            throw new IllegalArgumentException("Invalid shards: they hold no sequences");
        }
        epochLength = length;
    }

    long epochLength() {
        return epochLength;
    }

    synchronized Place locate(long sequence) {
        long number = sequence / epochLength;
        long offset = sequence % epochLength;
        Epoch epoch = epochs.computeIfAbsent(number, this::epoch);
        int slot = slot(epoch.ends, offset);
        int shard = epoch.shards[slot];
        long begin = slot == 0 ? 0 : epoch.ends[slot - 1];
        int[] order = rows.computeIfAbsent(
                List.of(number, (long) shard), key -> Shuffle.permutation(sizes[shard], seed, number, shard));
        drop(epochs, EPOCHS_KEPT);
        drop(rows, ROWS_KEPT);
        return new Place(shard, order[(int) (offset - begin)]);
    }

    private Epoch epoch(long number) {
        int[] shards = Shuffle.permutation(sizes.length, seed, number);
        long[] ends = new long[shards.length];
        long end = 0;
        for (int slot = 0; slot < shards.length; slot++) {
            end += sizes[shards[slot]];
            ends[slot] = end;
        }
        return new Epoch(shards, ends);
    }

    /** First slot whose end lies beyond the offset. */
    private static int slot(long[] ends, long offset) {
        int low = 0;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static void drop(Map<?, ?> oldestFirst, int kept) {
        Iterator<?> oldest = oldestFirst.keySet().iterator();
        while (oldestFirst.size() > kept) {
            oldest.next();
            oldest.remove();
        }
    }

    record Place(int shard, int row) {}

    @SuppressWarnings("ArrayRecordComponent") // private to this file
    private record Epoch(int[] shards, long[] ends) {}
}
