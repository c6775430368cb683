package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.spark.StageRun.Written;
import dev.millrace.tokenizer.format.TokenizerJson;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trains a tokenizer on the documents that a stage kept: text is counted on Spark, tokens are chosen on the driver. */
public final class TrainTokenizer {
    public static final String STAGE = "tokenizer";

    /** The trained tokenizer, in the stage's folder. */
    public static final String FILE = "tokenizer.json";

    /** Figures of the manifest. */
    public static final String VOCABULARY = "vocabulary";

    public static final String TEXT_BYTES = "text-bytes";
    public static final String TOKENS = "tokens";
    public static final String BYTES_PER_TOKEN = "bytes-per-token";

    /** Tokens for each word between white space. */
    public static final String FERTILITY = "fertility";

    /** Share of tokens that stand for text the tokenizer can't spell; none for byte-level ones. */
    public static final String UNKNOWN_RATE = "unknown-rate";

    private TrainTokenizer() {}

    /**
     * Runs the stage, or finds it done.
     *
     * @param input stage whose kept documents come in
     * @param configuration every setting that shapes the output, by key
     */
    public static StageReport run(
            StageContext context, String input, TokenizerSettings settings, SortedMap<String, String> configuration) {
        TokenizerTraining training = TokenizerTraining.of(settings);
        if (!settings.specialTokens().contains(ShardSchema.END_OF_TEXT)) {
            throw new IllegalArgumentException("Invalid specialTokens: " + settings.specialTokens() + " (must hold "
                    + ShardSchema.END_OF_TEXT + ")");
        }
        CommittedStage previous = CommittedStage.of(context, input);
        return StageRun.run(
                context,
                STAGE,
                configuration,
                previous.inputs(),
                attempt -> write(context, previous, training, attempt));
    }

    private static Written write(
            StageContext context, CommittedStage previous, TokenizerTraining training, Path attempt)
            throws IOException {
        SparkSession spark = context.spark();
        StageCosts costs = new StageCosts(spark.sparkContext());
        Dataset<Row> documents = previous.kept(spark);
        CorpusTotals totals = CorpusTotals.of(documents);
        TokenizerTraining.Trained trained = training.train(documents, context, new WorkFolder(attempt, context), costs);
        try (OutputStream out = attempt.getFileSystem(context.hadoop()).create(new Path(attempt, FILE), true)) {
            TokenizerJson.write(trained.tokenizer(), out);
        }
        long tokens = trained.tokens();
        SortedMap<String, Double> figures = new TreeMap<>(Map.of(
                VOCABULARY,
                (double) trained.tokenizer().vocabularySize(),
                TEXT_BYTES,
                (double) totals.bytes(),
                TOKENS,
                (double) tokens,
                BYTES_PER_TOKEN,
                tokens == 0 ? 0 : (double) totals.bytes() / tokens,
                FERTILITY,
                totals.words() == 0 ? 0 : (double) tokens / totals.words(),
                UNKNOWN_RATE,
                tokens == 0 ? 0 : (double) trained.unknown() / tokens,
                "distinct-" + trained.unit(),
                (double) trained.distinct()));
        Ledger ledger = new Ledger(previous.manifest().ledger().kept(), totals.documents(), new TreeMap<>());
        return new Written(ledger, totals.bytes(), costs.seconds(), figures);
    }
}
