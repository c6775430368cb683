package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.sum;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.bpe.BpeTrainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Byte-level BPE: words are counted on Spark, merges learnt on the driver. */
record BpeTraining(BpeTrainer.Settings trainer, int mostWords) implements TokenizerTraining {
    private static final String TOKENS = "tokens";
    private static final StructType TOKEN_SCHEMA = new StructType()
            .add(WordTable.LANGUAGE, DataTypes.StringType, false)
            .add(TOKENS, DataTypes.LongType, false);

    static BpeTraining of(TokenizerSettings settings) {
        return new BpeTraining(
                new BpeTrainer.Settings(
                        settings.vocabularySize(), settings.minimumFrequency(), settings.specialTokens()),
                settings.mostWords());
    }

    @Override
    public Trained train(Dataset<Row> documents, StageContext context, WorkFolder work, StageCosts costs)
            throws IOException {
        context.listener().started(TrainTokenizer.STAGE + ": words", "tasks");
        CountedWords words = CountedWords.of(documents, WordTable.GPT2, mostWords, work, costs);

        context.listener().started(TrainTokenizer.STAGE + ": merges", "tokens");
        long began = System.nanoTime();
        Tokenizer tokenizer = BpeTrainer.train(
                words.counts(), trainer, tokens -> context.listener().progressed(tokens, trainer.vocabularySize()));
        costs.clock("learn merges").add(System.nanoTime() - began);
        return new Trained(
                tokenizer,
                WordTable.totals(words.table()),
                tokens(WordTable.words(words.table()), tokenizer),
                0,
                words.counted());
    }

    /** Tokens of the whole corpus by language: of each word, as often as it occurs. */
    private static SortedMap<String, Long> tokens(Dataset<Row> words, Tokenizer tokenizer) {
        Broadcast<Tokenizer> everywhere = JavaSparkContext.fromSparkContext(
                        words.sparkSession().sparkContext())
                .broadcast(tokenizer);
        Dataset<Row> tokens = words.sparkSession()
                .createDataFrame(
                        words.javaRDD()
                                .map(row -> RowFactory.create(
                                        row.<String>getAs(WordTable.LANGUAGE),
                                        row.<Long>getAs(WordTable.COUNT)
                                                * everywhere
                                                        .value()
                                                        .encode(new String(
                                                                row.<byte[]>getAs(WordTable.WORD),
                                                                StandardCharsets.UTF_8))
                                                        .length)),
                        TOKEN_SCHEMA)
                .groupBy(WordTable.LANGUAGE)
                .agg(sum(TOKENS));
        SortedMap<String, Long> byLanguage = new TreeMap<>();
        tokens.collectAsList().forEach(row -> byLanguage.put(row.getString(0), row.getLong(1)));
        everywhere.destroy();
        return byLanguage;
    }
}
