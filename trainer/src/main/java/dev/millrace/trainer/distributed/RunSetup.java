package dev.millrace.trainer.distributed;

import dev.millrace.trainer.feed.ShardSplit;
import dev.millrace.trainer.loop.Recipe;
import dev.millrace.trainer.loop.SequenceStream;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What every task of a training run needs besides parameters.
 *
 * @param hadoop settings by which executors open the shards
 */
record RunSetup(
        ReplicaFactory replicas, Recipe recipe, Feed feed, long seed, Broadcast<SerializableConfiguration> hadoop)
        implements Serializable {

    SequenceStream stream() {
        ShardSplit split = feed.open(hadoop.value().value());
        return split.shuffled(seed);
    }
}
