package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import dev.millrace.pipeline.spark.StageRun.Written;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.bpe.BpeTrainer;
import dev.millrace.tokenizer.bpe.WordCounts;
import dev.millrace.tokenizer.format.TokenizerJson;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trains a tokenizer on the documents that a stage kept: words are counted on Spark, merges learnt on the driver. */
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

    private static final String DISTINCT_WORDS = "distinct-words";

    private TrainTokenizer() {}

    /**
     * Runs the stage, or finds it done.
     *
     * @param input stage whose kept documents come in
     * @param configuration every setting that shapes the output, by key
     */
    public static StageReport run(
            StageContext context, String input, TokenizerSettings settings, SortedMap<String, String> configuration) {
        BpeTrainer.Settings trainer = new BpeTrainer.Settings(
                settings.vocabularySize(), settings.minimumFrequency(), settings.specialTokens());
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
                attempt -> write(context, previous, trainer, settings.mostWords(), attempt));
    }

    private static Written write(
            StageContext context, CommittedStage previous, BpeTrainer.Settings trainer, int mostWords, Path attempt)
            throws IOException {
        SparkSession spark = context.spark();
        WorkFolder work = new WorkFolder(attempt, context);
        StageCosts costs = new StageCosts(spark.sparkContext());
        Dataset<Row> documents = previous.kept(spark);

        context.listener().started(STAGE + ": words", "tasks");
        Dataset<Row> words = work.keep("words", WordTable.of(documents, costs.clock("count words")));
        CorpusTotals totals = CorpusTotals.of(documents);
        long distinct = words.count();
        WordCounts counts = collect(words, mostWords);

        context.listener().started(STAGE + ": merges", "tokens");
        long began = System.nanoTime();
        Tokenizer tokenizer = BpeTrainer.train(
                counts, trainer, tokens -> context.listener().progressed(tokens, trainer.vocabularySize()));
        costs.clock("learn merges").add(System.nanoTime() - began);
        try (OutputStream out = attempt.getFileSystem(context.hadoop()).create(new Path(attempt, FILE), true)) {
            TokenizerJson.write(tokenizer, out);
        }

        long tokens = tokens(words, tokenizer);
        SortedMap<String, Double> figures = new TreeMap<>(Map.of(
                VOCABULARY, (double) tokenizer.vocabularySize(),
                TEXT_BYTES, (double) totals.bytes(),
                TOKENS, (double) tokens,
                BYTES_PER_TOKEN, tokens == 0 ? 0 : (double) totals.bytes() / tokens,
                FERTILITY, totals.words() == 0 ? 0 : (double) tokens / totals.words(),
                UNKNOWN_RATE, 0.0,
                DISTINCT_WORDS, (double) distinct));
        Ledger ledger = new Ledger(previous.manifest().ledger().kept(), totals.documents(), new TreeMap<>());
        return new Written(ledger, totals.bytes(), costs.seconds(), figures);
    }

    /** The most frequent words; among equals the smaller by bytes. */
    private static WordCounts collect(Dataset<Row> words, int mostWords) {
        WordCounts counts = WordCounts.gpt2();
        Iterator<Row> rows =
                words.orderBy(col("count").desc(), col("word")).limit(mostWords).toLocalIterator();
        while (rows.hasNext()) {
            Row row = rows.next();
            counts.add(row.<byte[]>getAs("word"), row.<Long>getAs("count"));
        }
        return counts;
    }

    /** Tokens of the whole corpus: of each word, as often as it occurs. */
    private static long tokens(Dataset<Row> words, Tokenizer tokenizer) {
        Row total = words.sparkSession()
                .createDataFrame(
                        words.javaRDD()
                                .map(row -> org.apache.spark.sql.RowFactory.create(row.<Long>getAs("count")
                                        * tokenizer.encode(
                                                        new String(row.<byte[]>getAs("word"), StandardCharsets.UTF_8))
                                                .length)),
                        new org.apache.spark.sql.types.StructType()
                                .add(TOKENS, org.apache.spark.sql.types.DataTypes.LongType, false))
                .agg(sum(TOKENS))
                .first();
        return total.isNullAt(0) ? 0 : total.getLong(0);
    }
}
