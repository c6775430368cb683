package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.spark.StageRun.Written;
import dev.millrace.tokenizer.format.TokenizerJson;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.IOException;
import java.io.OutputStream;
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

    /** Between the name of a figure and the language that it is of. */
    public static final String OF = " of ";

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
        TokenizerTraining.Trained trained = training.train(documents, context, new WorkFolder(attempt, context), costs);
        try (OutputStream out = attempt.getFileSystem(context.hadoop()).create(new Path(attempt, FILE), true)) {
            TokenizerJson.write(trained.tokenizer(), out);
        }
        CorpusTotals totals = trained.totals().values().stream().reduce(CorpusTotals.NONE, CorpusTotals::plus);
        Ledger ledger = new Ledger(previous.manifest().ledger().kept(), totals.documents(), new TreeMap<>());
        return new Written(ledger, totals.bytes(), costs.seconds(), figures(trained, totals));
    }

    private static SortedMap<String, Double> figures(TokenizerTraining.Trained trained, CorpusTotals totals) {
        long tokens =
                trained.tokens().values().stream().mapToLong(Long::longValue).sum();
        TokenizerTraining.Counted counted = trained.counted();
        SortedMap<String, Double> figures = new TreeMap<>();
        figures.put(VOCABULARY, (double) trained.tokenizer().vocabularySize());
        figures.put(TEXT_BYTES, (double) totals.bytes());
        figures.put(TOKENS, (double) tokens);
        figures.put(BYTES_PER_TOKEN, ratio(totals.bytes(), tokens));
        figures.put(FERTILITY, ratio(tokens, totals.words()));
        figures.put(UNKNOWN_RATE, ratio(trained.unknown(), tokens));
        figures.put("distinct-" + counted.unit(), (double) counted.distinct());
        if (counted.dropped() > 0) {
            figures.put("dropped-" + counted.unit(), (double) counted.dropped());
            figures.put("dropped-occurrences", (double) counted.droppedOccurrences());
        }
        trained.totals().forEach((language, total) -> {
            long itsTokens = trained.tokens().getOrDefault(language, 0L);
            figures.put(TEXT_BYTES + OF + language, (double) total.bytes());
            figures.put(BYTES_PER_TOKEN + OF + language, ratio(total.bytes(), itsTokens));
            figures.put(FERTILITY + OF + language, ratio(itsTokens, total.words()));
        });
        return figures;
    }

    private static double ratio(long count, long of) {
        return of == 0 ? 0 : (double) count / of;
    }
}
