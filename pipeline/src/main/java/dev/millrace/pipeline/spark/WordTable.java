package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.sum;

import dev.millrace.tokenizer.bpe.WordCounts;
import dev.millrace.tokenizer.composed.WordCounter;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.pretoken.PreTokenizer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * Counts of a corpus's words, and of the corpus itself, by language, from one reading of the text; memory of a task is
 * bounded however many words there are.
 */
final class WordTable {
    static final String LANGUAGE = "language";
    static final String WORD = "word";
    static final String COUNT = "count";

    private static final String DOCUMENTS = "documents";
    private static final String BYTES = "bytes";
    private static final String WORDS = "words";
    private static final String CHARACTERS = "characters";
    private static final List<String> SUMS = List.of(COUNT, DOCUMENTS, BYTES, WORDS, CHARACTERS);
    private static final StructType SCHEMA = schema();
    private static final byte[] NO_WORD = {};

    /** Distinct words that a task counts before it hands them on. */
    private static final int MOST_WORDS = 1 << 20;

    /** Words as GPT-2 splits them. */
    static final Split GPT2 = () -> (text, counts) -> counts.add(text);

    private WordTable() {}

    /** Counts the words of one text after the other. */
    interface Counter {
        void count(String text, WordCounts counts);
    }

    /** How texts are split, for each task anew. */
    interface Split extends Serializable {
        Counter newCounter();
    }

    /** What a normaliser and a split make of a text. */
    static Split split(Normalizer normalizer, PreTokenizer preTokenizer) {
        return () -> new WordCounter(normalizer, preTokenizer)::count;
    }

    /**
     * A row for each word of each language, with its count, and one without a word for each language, with its totals.
     */
    static Dataset<Row> of(Dataset<Row> documents, Split split, LongAccumulator nanos) {
        return documents
                .sparkSession()
                .createDataFrame(
                        documents
                                .select(DocumentRows.TEXT, DocumentRows.ATTRIBUTES)
                                .javaRDD()
                                .mapPartitions(texts -> new Counting(texts, split.newCounter(), nanos)),
                        SCHEMA)
                .groupBy(LANGUAGE, WORD)
                .agg(
                        sum(COUNT).as(COUNT),
                        sum(DOCUMENTS).as(DOCUMENTS),
                        sum(BYTES).as(BYTES),
                        sum(WORDS).as(WORDS),
                        sum(CHARACTERS).as(CHARACTERS));
    }

    /** The rows of words. */
    static Dataset<Row> words(Dataset<Row> table) {
        return table.where(length(col(WORD)).gt(0)).select(LANGUAGE, WORD, COUNT);
    }

    /** The totals by language. */
    static SortedMap<String, CorpusTotals> totals(Dataset<Row> table) {
        SortedMap<String, CorpusTotals> totals = new TreeMap<>();
        for (Row row : table.where(length(col(WORD)).equalTo(0)).collectAsList()) {
            totals.put(
                    row.getAs(LANGUAGE),
                    new CorpusTotals(
                            row.<Long>getAs(DOCUMENTS),
                            row.<Long>getAs(BYTES),
                            row.<Long>getAs(WORDS),
                            row.<Long>getAs(CHARACTERS)));
        }
        return totals;
    }

    private static StructType schema() {
        StructType schema =
                new StructType().add(LANGUAGE, DataTypes.StringType, false).add(WORD, DataTypes.BinaryType, false);
        for (String sum : SUMS) {
            schema = schema.add(sum, DataTypes.LongType, false);
        }
        return schema;
    }

    private static final class Counting implements Iterator<Row> {
        private final Iterator<Row> texts;
        private final Counter counter;
        private final LongAccumulator nanos;
        private Iterator<Row> counted = List.<Row>of().iterator();

        Counting(Iterator<Row> texts, Counter counter, LongAccumulator nanos) {
            this.texts = texts;
            this.counter = counter;
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
            SortedMap<String, WordCounts> words = new TreeMap<>();
            SortedMap<String, CorpusTotals> totals = new TreeMap<>();
            int distinct = 0;
            while (distinct < MOST_WORDS && texts.hasNext()) {
                Row row = texts.next();
                String text = row.getString(0);
                String language = CorpusTotals.language(row);
                long began = StageCosts.now();
                WordCounts counts = words.computeIfAbsent(language, code -> WordCounts.gpt2());
                distinct -= counts.size();
                counter.count(text, counts);
                distinct += counts.size();
                totals.merge(language, CorpusTotals.of(text), CorpusTotals::plus);
                nanos.add(StageCosts.now() - began);
            }
            List<Row> rows = new ArrayList<>(distinct + totals.size());
            words.forEach((language, counts) -> counts.forEach(
                    (word, count) -> rows.add(RowFactory.create(language, word, count, 0L, 0L, 0L, 0L))));
            totals.forEach((language, total) -> rows.add(RowFactory.create(
                    language, NO_WORD, 0L, total.documents(), total.bytes(), total.words(), total.characters())));
            return rows.iterator();
        }
    }
}
