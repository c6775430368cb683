package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.embedding.SubwordTrainer;
import dev.millrace.pipeline.embedding.SubwordTrainer.Parameters;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import net.openhft.hashing.LongHashFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Trains subword vectors on a fixed number of pieces of the text side by side, and averages them after each epoch in the
 * order of the pieces: the same bits, whatever runs where. A piece is in memory while it is trained on.
 */
final class SubwordShards {
    private final StageContext context;
    private final SubwordTrainer trainer;
    private final EmbeddingSettings settings;
    private final Path folder;

    /** @param folder for parameters on their way */
    SubwordShards(StageContext context, SubwordTrainer trainer, EmbeddingSettings settings, Path folder) {
        this.context = context;
        this.trainer = trainer;
        this.settings = settings;
        this.folder = folder;
    }

    /** Parameters, and the mean loss of the last epoch. */
    record Trained(Parameters parameters, double loss) {}

    Trained train(Dataset<Row> text) throws IOException {
        int shards = settings.shards();
        JavaPairRDD<Integer, Row> pieces = text.javaRDD()
                .mapToPair(row -> new Tuple2<>(shard(row.getString(0), shards), row))
                .partitionBy(new HashPartitioner(shards));
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Parameters parameters = trainer.first(settings.seed());
        double loss = 0;
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            Broadcast<Parameters> sent = spark.broadcast(parameters);
            loss = pieces
                            .mapPartitionsWithIndex(
                                    epoch(trainer, sent, settings, epoch, folder.toString(), context.hadoop()), true)
                            .collect()
                            .stream()
                            .mapToDouble(Double::doubleValue)
                            .sum()
                    / shards;
            sent.destroy();
            parameters = mean(shards);
            context.listener().progressed(epoch + 1L, settings.epochs());
        }
        return new Trained(parameters, loss);
    }

    private static int shard(String id, int shards) {
        return (int) Long.remainderUnsigned(LongHashFunction.xx3().hashChars(id), shards);
    }

    private static Function2<Integer, Iterator<Tuple2<Integer, Row>>, Iterator<Double>> epoch(
            SubwordTrainer trainer,
            Broadcast<Parameters> sent,
            EmbeddingSettings settings,
            int epoch,
            String folder,
            Configuration hadoop) {
        SerializableConfiguration configuration = new SerializableConfiguration(hadoop);
        double epochs = settings.epochs();
        long seed = settings.seed();
        return (shard, rows) -> {
            List<Row> documents = new ArrayList<>();
            rows.forEachRemaining(row -> documents.add(row._2()));
            documents.sort(Comparator.comparing(row -> row.getString(0)));
            List<int[]> sentences = new ArrayList<>();
            documents.forEach(row -> sentences.addAll(EmbeddingText.sentences(row)));
            Parameters own = sent.value().copy();
            long drawn = LongHashFunction.xx3(seed).hashLongs(new long[] {epoch, shard});
            double loss = trainer.train(own, sentences, epoch / epochs, (epoch + 1) / epochs, drawn);
            write(own, new Path(folder, Integer.toString(shard)), configuration.value());
            return List.of(loss).iterator();
        };
    }

    private static void write(Parameters parameters, Path file, Configuration hadoop) throws IOException {
        FileSystem files = file.getFileSystem(hadoop);
        try (ObjectOutputStream out =
                new ObjectOutputStream(new BufferedOutputStream(files.create(file, true), 1 << 16))) {
            out.writeObject(parameters);
        }
    }

    private Parameters mean(int shards) throws IOException {
        FileSystem files = folder.getFileSystem(context.hadoop());
        SubwordTrainer.Mean mean = new SubwordTrainer.Mean();
        for (int shard = 0; shard < shards; shard++) {
            try (ObjectInputStream in = new ObjectInputStream(
                    new BufferedInputStream(files.open(new Path(folder, Integer.toString(shard))), 1 << 16))) {
                mean.add((Parameters) in.readObject());
            } catch (ClassNotFoundException e) {
                throw new IOException(e);
            }
        }
        return mean.parameters();
    }
}
