package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.bpe.BpeTrainer;
import dev.millrace.tokenizer.bpe.WordCounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Byte-level BPE: words are counted on Spark, merges learnt on the driver. */
record BpeTraining(BpeTrainer.Settings trainer, int mostWords) implements TokenizerTraining {
    private static final String TOKENS = "tokens";

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
        Dataset<Row> words = work.keep("words", WordTable.of(documents, costs.clock("count words")));
        long distinct = words.count();
        WordCounts counts = collect(words);

        context.listener().started(TrainTokenizer.STAGE + ": merges", "tokens");
        long began = System.nanoTime();
        Tokenizer tokenizer = BpeTrainer.train(
                counts, trainer, tokens -> context.listener().progressed(tokens, trainer.vocabularySize()));
        costs.clock("learn merges").add(System.nanoTime() - began);
        return new Trained(tokenizer, tokens(words, tokenizer), 0, distinct, "words");
    }

    /** The most frequent words; among equals the smaller by bytes. */
    private WordCounts collect(Dataset<Row> words) {
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
                                .map(row -> RowFactory.create(row.<Long>getAs("count")
                                        * tokenizer.encode(
                                                        new String(row.<byte[]>getAs("word"), StandardCharsets.UTF_8))
                                                .length)),
                        new StructType().add(TOKENS, DataTypes.LongType, false))
                .agg(sum(TOKENS))
                .first();
        return total.isNullAt(0) ? 0 : total.getLong(0);
    }
}
