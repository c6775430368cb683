package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;

import dev.millrace.pipeline.ngram.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The most frequent words of a corpus with their counts, the most frequent first; among equals the smaller by bytes.
 *
 * @param vocabulary the same words, after the special ones
 */
record WordList(List<String> words, List<Long> counts, Vocabulary vocabulary) {
    /** The vocabulary's id of the first word. */
    static final int FIRST = 3;

    /** @param table columns word (bytes) and count */
    static WordList of(Dataset<Row> table, long minimumCount, int mostWords) {
        List<String> words = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        Vocabulary.Builder vocabulary = new Vocabulary.Builder();
        Iterator<Row> rows = table.where(col("count").geq(minimumCount))
                .orderBy(col("count").desc(), col("word"))
                .limit(mostWords)
                .toLocalIterator();
        while (rows.hasNext()) {
            Row row = rows.next();
            String word = new String(row.<byte[]>getAs("word"), StandardCharsets.UTF_8);
            if (vocabulary.add(word).isPresent()) {
                words.add(word);
                counts.add(row.<Long>getAs("count"));
            }
        }
        return new WordList(words, counts, vocabulary.build());
    }
}
