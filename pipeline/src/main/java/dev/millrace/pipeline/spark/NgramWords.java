package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.ngram.Segmentation;
import dev.millrace.pipeline.ngram.TokenSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/** Words of a corpus, counted on Spark. */
final class NgramWords {
    private static final String WORD = "word";
    private static final StructType SCHEMA = new StructType().add(WORD, DataTypes.BinaryType, false);

    private NgramWords() {}

    /** Columns word (bytes) and count. */
    static Dataset<Row> counts(Dataset<Row> documents, Broadcast<Segmentation> segmentation, LongAccumulator nanos) {
        return documents
                .sparkSession()
                .createDataFrame(
                        documents
                                .select(DocumentRows.TEXT)
                                .javaRDD()
                                .mapPartitions(texts -> new SequenceRows(
                                        texts, segmentation.value().segmenter(), Spelled::new, nanos)),
                        SCHEMA)
                .groupBy(WORD)
                .count();
    }

    private record Spelled(List<Row> rows) implements TokenSink {
        @Override
        public void token(char[] text, int from, int to) {
            rows.add(RowFactory.create((Object) new String(text, from, to - from).getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void end() {}
    }
}
