package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.spark.StageManifest.StageFile;
import dev.millrace.pipeline.spark.StageRun.Written;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerJson;
import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.tokenizer.shard.ShardManifests;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Mixes, splits, encodes, packs and shuffles documents into Parquet shards of token sequences. */
public final class Tokenize {
    public static final String STAGE = "tokens";

    private Tokenize() {}

    /**
     * Runs the stage, or finds it done. The tokenizer is the one that {@link TrainTokenizer} left in the output.
     *
     * @param input stage whose kept documents come in
     * @param configuration every setting that shapes the output, by key
     * @throws LedgerException when a document or a token is not accounted for
     */
    public static StageReport run(
            StageContext context, String input, TokenizeSettings settings, SortedMap<String, String> configuration) {
        CommittedStage previous = CommittedStage.of(context, input);
        CommittedStage tokenizer = CommittedStage.of(context, TrainTokenizer.STAGE);
        SortedMap<String, String> inputs = previous.inputs();
        inputs.putAll(tokenizer.inputs());
        return StageRun.run(
                context,
                STAGE,
                configuration,
                inputs,
                attempt -> write(context, previous, tokenizer, settings, configuration, inputs, attempt));
    }

    private static Written write(
            StageContext context,
            CommittedStage previous,
            CommittedStage trained,
            TokenizeSettings settings,
            SortedMap<String, String> configuration,
            SortedMap<String, String> inputs,
            Path attempt)
            throws IOException {
        SparkSession spark = context.spark();
        StageCosts costs = new StageCosts(spark.sparkContext());
        WorkFolder work = new WorkFolder(attempt, context);
        Tokenizer tokenizer = read(new Path(trained.folder(), TrainTokenizer.FILE), context);
        int endOfText = tokenizer
                .idOf(ShardSchema.END_OF_TEXT)
                .orElseThrow(() -> new IllegalStateException("The tokenizer has no token " + ShardSchema.END_OF_TEXT
                        + "; train it with that special token"));

        context.listener().started(STAGE + ": encode", "tasks");
        Broadcast<Tokenizer> everywhere =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(tokenizer);
        Dataset<Row> encoded = work.keep(
                "encoded",
                EncodedDocuments.of(previous.kept(spark), everywhere, endOfText, settings, costs.clock("encode")));
        SortedMap<String, SplitTotals> totals = SplitTotals.of(encoded, tokenizer.vocabularySize());
        Ledger ledger = EncodedDocuments.ledger(previous.manifest().ledger().kept(), encoded);

        context.listener().started(STAGE + ": pack and shuffle", "tasks");
        PackedShards.write(encoded, settings, endOfText, attempt, context);
        everywhere.destroy();
        EncodedDocuments.writeRejected(encoded, previous.kept(spark), attempt, context);

        List<StageFile> files = FileFacts.below(attempt, context);
        SortedMap<String, ShardManifest.Split> splits = new TreeMap<>();
        for (String split : List.of(ShardManifest.TRAIN, ShardManifest.VALIDATION, ShardManifest.TEST)) {
            SplitTotals total = totals.getOrDefault(split, SplitTotals.empty(tokenizer.vocabularySize()));
            splits.put(split, split(split, total, files));
            PackedShards.balance(spark, attempt, split, total);
        }
        ShardManifest manifest = new ShardManifest(
                ShardManifest.VERSION,
                tokenizer.fingerprint(),
                tokenizer.vocabularySize(),
                endOfText,
                settings.pack().context(),
                settings.seed(),
                configuration,
                List.copyOf(inputs.values()),
                splits);
        FileSystem target = attempt.getFileSystem(context.hadoop());
        try (OutputStream out = target.create(new Path(attempt, ShardSchema.MANIFEST), true)) {
            ShardManifests.write(manifest, out);
        }
        long bytes = totals.values().stream().mapToLong(SplitTotals::textBytes).sum();
        SortedMap<String, Double> figures = new TreeMap<>();
        totals.forEach((split, total) -> figures.put("tokens-" + split, (double) total.tokens()));
        return new Written(ledger, bytes, costs.seconds(), figures);
    }

    private static ShardManifest.Split split(String name, SplitTotals totals, List<StageFile> files) {
        List<ShardManifest.Shard> shards = files.stream()
                .filter(file -> file.path().startsWith(name + "/"))
                .map(file -> new ShardManifest.Shard(file.path(), file.rows(), file.bytes(), file.sha256()))
                .toList();
        return new ShardManifest.Split(
                totals.documents(),
                totals.textBytes(),
                totals.tokens(),
                shards.stream().mapToLong(ShardManifest.Shard::sequences).sum(),
                totals.unigramEntropy(),
                shards);
    }

    private static Tokenizer read(Path file, StageContext context) throws IOException {
        try (InputStream in = file.getFileSystem(context.hadoop()).open(file)) {
            return TokenizerJson.read(in, file.toString());
        }
    }
}
