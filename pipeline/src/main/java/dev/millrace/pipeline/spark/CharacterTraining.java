package dev.millrace.pipeline.spark;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.charlevel.CharacterCounts;
import dev.millrace.tokenizer.charlevel.CharacterTrainer;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/** One token a character: characters are counted on Spark, in memory that the number of code points bounds. */
record CharacterTraining(CharacterTrainer.Settings trainer) implements TokenizerTraining {

    static CharacterTraining of(TokenizerSettings settings) {
        return new CharacterTraining(new CharacterTrainer.Settings(
                settings.vocabularySize(),
                settings.minimumFrequency(),
                settings.specialTokens(),
                settings.unknownToken()));
    }

    /** @throws IllegalArgumentException when characters go without a token and none stands for them */
    @Override
    public Trained train(Dataset<Row> documents, StageContext context, WorkFolder work, StageCosts costs) {
        context.listener().started(TrainTokenizer.STAGE + ": characters", "tasks");
        CharacterCounts counts = counts(documents, costs.clock("count characters"));
        Tokenizer tokenizer = CharacterTrainer.train(counts, trainer);
        AtomicLong tokens = new AtomicLong();
        AtomicLong unknown = new AtomicLong();
        AtomicLong distinct = new AtomicLong();
        counts.forEach((codePoint, count) -> {
            tokens.addAndGet(count);
            unknown.addAndGet(tokenizer.idOf(Character.toString(codePoint)).isPresent() ? 0 : count);
            distinct.incrementAndGet();
        });
        if (unknown.get() > 0 && trainer.unknownToken().isEmpty()) {
            throw new IllegalArgumentException("Invalid unknownToken: none (" + unknown + " of " + tokens
                    + " characters have no token; give one, or a larger vocabulary and a smaller least count)");
        }
        SortedMap<String, CorpusTotals> totals = CorpusTotals.byLanguage(documents);
        SortedMap<String, Long> byLanguage = new TreeMap<>();
        totals.forEach((language, total) -> byLanguage.put(language, total.characters()));
        return new Trained(
                tokenizer, totals, byLanguage, unknown.get(), new Counted("characters", distinct.get(), 0, 0));
    }

    private static CharacterCounts counts(Dataset<Row> documents, LongAccumulator nanos) {
        return documents
                .select(DocumentRows.TEXT)
                .javaRDD()
                .treeAggregate(
                        new CharacterCounts(),
                        (counts, row) -> {
                            long began = StageCosts.now();
                            counts.add(row.getString(0));
                            nanos.add(StageCosts.now() - began);
                            return counts;
                        },
                        CharacterCounts::merge);
    }
}
