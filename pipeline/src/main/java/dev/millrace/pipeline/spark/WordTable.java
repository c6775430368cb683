package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import dev.millrace.tokenizer.bpe.WordCounts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/** Counts of a corpus's words as a table; memory of a task is bounded however many words there are. */
final class WordTable {
    private static final StructType SCHEMA =
            new StructType().add("word", DataTypes.BinaryType, false).add("part", DataTypes.LongType, false);

    /** Distinct words that a task counts before it hands them on. */
    private static final int MOST_WORDS = 1 << 20;

    private WordTable() {}

    /** Columns word (bytes) and count. */
    static Dataset<Row> of(Dataset<Row> documents, LongAccumulator nanos) {
        return documents
                .sparkSession()
                .createDataFrame(
                        documents
                                .select(DocumentRows.TEXT)
                                .javaRDD()
                                .mapPartitions(texts -> new Counting(texts, nanos)),
                        SCHEMA)
                .groupBy("word")
                .agg(sum("part").as("count"))
                .select(col("word"), col("count"));
    }

    private static final class Counting implements Iterator<Row> {
        private final Iterator<Row> texts;
        private final LongAccumulator nanos;
        private Iterator<Row> counted = List.<Row>of().iterator();

        Counting(Iterator<Row> texts, LongAccumulator nanos) {
            this.texts = texts;
            this.nanos = nanos;
        }

        @Override
        public boolean hasNext() {
            while (!counted.hasNext() && texts.hasNext()) {
                counted = count();
            }
            return counted.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("All words are counted");
            }
            return counted.next();
        }

        private Iterator<Row> count() {
            WordCounts counts = WordCounts.gpt2();
            while (counts.size() < MOST_WORDS && texts.hasNext()) {
                String text = texts.next().getString(0);
                long began = System.nanoTime();
                counts.add(text);
                nanos.add(System.nanoTime() - began);
            }
            List<Row> rows = new ArrayList<>(counts.size());
            counts.forEach((word, count) -> rows.add(RowFactory.create(word, count)));
            return rows.iterator();
        }
    }
}
