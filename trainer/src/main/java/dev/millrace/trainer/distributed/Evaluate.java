package dev.millrace.trainer.distributed;

import dev.millrace.trainer.feed.ShardSet;
import dev.millrace.trainer.feed.ShardSplit;
import dev.millrace.trainer.loop.Replicas;
import dev.millrace.trainer.metric.Evaluation;
import dev.millrace.trainer.metric.SplitBatches;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Measures a model on a split, across executors; the same bits for any number of ranks and threads. */
public final class Evaluate {
    private Evaluate() {}

    /**
     * @param replicas builds the model
     * @param parameters θ [P]
     * @param shards folder that holds the manifest
     * @param split such as {@code validation}
     * @param batch sequences of a batch
     * @param limit sequences at most, the first of the split; all when absent
     * @throws IOException when the shards cannot be read; the message begins with the file
     */
    public static Evaluation run(
            JavaSparkContext spark,
            RankSettings ranks,
            ReplicaFactory replicas,
            float[] parameters,
            String shards,
            String split,
            int batch,
            Optional<Long> limit)
            throws IOException {
        ShardSet set = ShardSet.open(spark.hadoopConfiguration(), shards);
        ShardSplit data = set.split(split);
        Feed feed = Feed.of(shards, set, split);
        SplitBatches batches = SplitBatches.of(data, limit, batch);
        RankPlan plan = RankPlan.of(spark, ranks, batches.count());
        Broadcast<SerializableConfiguration> hadoop =
                spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
        Parcel<float[]> sent = Parcel.send(spark, parameters);
        try {
            List<Integer> numbers = IntStream.range(0, plan.ranks()).boxed().toList();
            List<Replicas.Losses> losses = spark.parallelize(numbers, plan.ranks())
                    .map(rank -> RankPool.with(replicas, plan.threads(), own -> {
                        own.parameters(sent.open());
                        return batches.losses(
                                own,
                                feed.open(hadoop.value().value()),
                                plan.begin(rank, batches.count()),
                                plan.begin(rank + 1, batches.count()));
                    }))
                    .collect();
            return batches.evaluation(Replicas.Losses.join(losses), data);
        } finally {
            sent.discard();
            hadoop.destroy();
        }
    }
}
