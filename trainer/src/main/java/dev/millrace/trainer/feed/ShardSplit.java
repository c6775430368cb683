package dev.millrace.trainer.feed;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.trainer.loop.SequenceStream;
import dev.millrace.trainer.loop.TokenBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * The sequences of one split, read at random through a small cache of whole shards. Safe for several threads.
 */
public final class ShardSplit {
    /** Token ids that the cache holds at most, besides the shard in use: 256 MiB. */
    private static final long CACHED_IDS = 1L << 26;

    private final Path folder;
    private final ShardManifest.Split split;
    private final ShardReader reader;
    private final int context;
    private final Map<Integer, ShardRows> cache = new LinkedHashMap<>(16, .75f, true);

    ShardSplit(Path folder, ShardManifest.Split split, ShardReader reader, int context) {
        this.folder = folder;
        this.split = split;
        this.reader = reader;
        this.context = context;
    }

    public ShardManifest.Split manifest() {
        return split;
    }

    /**
     * Every sequence once an epoch, in an order that (seed, epoch) decides, epoch after epoch without a gap: a batch
     * may reach into the next epoch, so that none is left out, also when the split is smaller than a batch.
     */
    public SequenceStream shuffled(long seed) {
        EpochOrder order = new EpochOrder(
                seed,
                split.shards().stream()
                        .mapToInt(shard -> Math.toIntExact(shard.sequences()))
                        .toArray());
        return (first, count) -> fill(first, count, order::locate);
    }

    /** Every sequence once, in the order of the files; asking beyond the last is an error. */
    public SequenceStream inOrder() {
        return (first, count) -> fill(first, count, this::place);
    }

    private EpochOrder.Place place(long sequence) {
        long row = sequence;
        for (int shard = 0; shard < split.shards().size(); shard++) {
            long size = split.shards().get(shard).sequences();
            if (row < size) {
                return new EpochOrder.Place(shard, (int) row);
            }
            row -= size;
        }
        throw new IndexOutOfBoundsException("No sequence " + sequence + " of " + split.sequences());
    }

    private TokenBatch fill(long first, int count, Places places) {
        TokenBatch batch = new TokenBatch(first, new int[count * (context + 1)], new int[count], count, context);
        for (int i = 0; i < count; i++) {
            EpochOrder.Place place = places.of(first + i);
            rows(place.shard()).copy(place.row(), batch, i);
        }
        return batch;
    }

    private synchronized ShardRows rows(int number) {
        ShardRows rows = cache.get(number);
        if (rows == null) {
            ShardManifest.Shard shard = split.shards().get(number);
            try {
                rows = reader.read(new Path(folder, shard.path()), shard);
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
            cache.put(number, rows);
            trim(number);
        }
        return rows;
    }

    private void trim(int inUse) {
        long ids = cache.values().stream().mapToLong(rows -> rows.ids().length).sum();
        var oldest = cache.entrySet().iterator();
        while (ids > CACHED_IDS && oldest.hasNext()) {
            Map.Entry<Integer, ShardRows> entry = oldest.next();
            if (entry.getKey() != inUse) {
                ids -= entry.getValue().ids().length;
                oldest.remove();
            }
        }
    }

    private interface Places {
        EpochOrder.Place of(long sequence);
    }
}
