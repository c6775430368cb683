package dev.millrace.trainer.distributed;

import dev.millrace.trainer.feed.ShardSet;
import dev.millrace.trainer.feed.ShardSplit;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Names a split of a shard set for every JVM that reads it.
 *
 * @param fingerprint of the manifest as the driver read it
 */
record Feed(String folder, String fingerprint, String split) implements Serializable {
    /** Training and validation of one run. */
    private static final int KEPT = 2;

    private static final Map<Feed, ShardSplit> OPEN = new LinkedHashMap<>(KEPT, .75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Feed, ShardSplit> eldest) {
            return size() > KEPT;
        }
    };

    static Feed of(String folder, ShardSet shards, String split) {
        return new Feed(folder, shards.fingerprint(), split);
    }

    /** The split, opened once a JVM and kept while it is in use. */
    ShardSplit open(Configuration configuration) {
        synchronized (OPEN) {
            ShardSplit open = OPEN.get(this);
            if (open == null) {
                open = read(configuration);
                OPEN.put(this, open);
            }
            return open;
        }
    }

    private ShardSplit read(Configuration configuration) {
        try {
            ShardSet shards = ShardSet.open(configuration, folder);
            if (!shards.fingerprint().equals(fingerprint)) {
                throw new IOException(folder + ": its manifest changed while a job was reading it");
            }
            return shards.split(split);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
