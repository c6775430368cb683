package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.sum;

import dev.millrace.tokenizer.bpe.WordCounts;
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The words of a corpus, counted on Spark, and the most frequent of them on the driver.
 *
 * @param table as {@link WordTable} has it
 * @param counts of those that a tokenizer is trained from
 * @param counted how many there were
 */
record CountedWords(Dataset<Row> table, WordCounts counts, TokenizerTraining.Counted counted) {

    /** @param most distinct words that are kept; among equally frequent ones the smaller by bytes */
    static CountedWords of(Dataset<Row> documents, WordTable.Split split, int most, WorkFolder work, StageCosts costs)
            throws IOException {
        Dataset<Row> table = work.keep("words", WordTable.of(documents, split, costs.clock("count words")));
        Dataset<Row> words = WordTable.words(table)
                .groupBy(WordTable.WORD)
                .agg(sum(WordTable.COUNT).as(WordTable.COUNT));
        Row all = words.agg(count(WordTable.WORD), sum(WordTable.COUNT)).first();
        long distinct = all.getLong(0);
        long occurrences = all.isNullAt(1) ? 0 : all.getLong(1);
        WordCounts counts = WordCounts.gpt2();
        long kept = 0;
        Iterator<Row> rows = words.orderBy(col(WordTable.COUNT).desc(), col(WordTable.WORD))
                .limit(most)
                .toLocalIterator();
        while (rows.hasNext()) {
            Row row = rows.next();
            long times = row.<Long>getAs(WordTable.COUNT);
            counts.add(row.<byte[]>getAs(WordTable.WORD), times);
            kept += times;
        }
        return new CountedWords(
                table,
                counts,
                new TokenizerTraining.Counted("words", distinct, distinct - counts.size(), occurrences - kept));
    }
}
