package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.millrace.pipeline.ngram.Segmentation;
import dev.millrace.pipeline.ngram.TokenSink;
import dev.millrace.pipeline.ngram.Vocabulary;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * Counts of n-grams as tables, an n-gram being the ids of its words from the last to the first, four bytes each, so that
 * the order of bytes is the order of a model's trie, an ending a prefix.
 *
 * <p>At every word the longest n-gram that ends with it is counted: of the highest order, or a shorter one that begins
 * with {@code <s>}. All lower counts are sums of these.
 */
final class NgramCounts {
    static final String GRAM = "gram";

    /** How often the n-gram occurs. */
    static final String RAW = "raw";

    /**
     * What Kneser–Ney counts below the highest order: different words before the n-gram; occurrences where it begins
     * with {@code <s>}.
     */
    static final String ADJUSTED = "adjusted";

    private static final StructType LONGEST = new StructType().add(GRAM, DataTypes.BinaryType, false);

    private NgramCounts() {}

    /** Columns gram and raw of the longest n-grams. */
    static Dataset<Row> longest(
            Dataset<Row> documents,
            int order,
            Broadcast<Segmentation> segmentation,
            Broadcast<Vocabulary> vocabulary,
            LongAccumulator nanos) {
        return documents
                .sparkSession()
                .createDataFrame(
                        documents
                                .select(DocumentRows.TEXT)
                                .javaRDD()
                                .mapPartitions(texts -> new SequenceRows(
                                        texts,
                                        segmentation.value().segmenter(),
                                        rows -> new Window(rows, order, vocabulary.value()),
                                        nanos)),
                        LONGEST)
                .groupBy(GRAM)
                .agg(count(lit(1)).as(RAW));
    }

    /** Columns gram, raw and adjusted of the highest order. */
    static Dataset<Row> highest(Dataset<Row> longest, int order) {
        return ofOrder(longest, order);
    }

    /** The same of the order below that of {@code counts}. */
    static Dataset<Row> below(Dataset<Row> counts, Dataset<Row> longest, int order) {
        return counts.select(
                        expr("substring(" + GRAM + ", 1, " + order * Integer.BYTES + ")")
                                .as(GRAM),
                        col(RAW))
                .groupBy(GRAM)
                .agg(sum(RAW).as(RAW), count(lit(1)).as(ADJUSTED))
                .union(ofOrder(longest, order));
    }

    private static Dataset<Row> ofOrder(Dataset<Row> longest, int order) {
        return longest.where(length(col(GRAM)).equalTo(order * Integer.BYTES))
                .select(col(GRAM), col(RAW), col(RAW).as(ADJUSTED));
    }

    /** Hands on the longest n-gram at every word of a sequence. */
    private static final class Window implements TokenSink {
        private final List<Row> rows;
        private final Vocabulary vocabulary;

        /** Ids of the words before, the nearest first. */
        private final int[] before;

        private int length;

        Window(List<Row> rows, int order, Vocabulary vocabulary) {
            this.rows = rows;
            this.vocabulary = vocabulary;
            this.before = new int[order];
            begin();
        }

        private void begin() {
            length = 0;
            push(Vocabulary.BEGIN);
        }

        private void push(int word) {
            System.arraycopy(before, 0, before, 1, before.length - 1);
            before[0] = word;
            length = Math.min(length + 1, before.length);
        }

        private void count(int word) {
            push(word);
            rows.add(RowFactory.create((Object) NgramBytes.of(before, length)));
        }

        @Override
        public void token(char[] text, int from, int to) {
            count(vocabulary.id(text, from, to));
        }

        @Override
        public void end() {
            count(Vocabulary.END);
            begin();
        }
    }
}
