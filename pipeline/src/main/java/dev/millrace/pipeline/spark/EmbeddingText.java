package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.ngram.Segmentation;
import dev.millrace.pipeline.ngram.Segmenter;
import dev.millrace.pipeline.ngram.TokenSink;
import dev.millrace.pipeline.ngram.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import scala.collection.Seq;

/** Documents as sentences of word ids; words without a vector are left out, and so are sentences of fewer than two. */
final class EmbeddingText {
    static final String ID = DocumentRows.ID;
    static final String SENTENCES = "sentences";

    private static final StructType SCHEMA = new StructType()
            .add(ID, DataTypes.StringType, false)
            .add(
                    SENTENCES,
                    DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.IntegerType, false), false),
                    false);

    private EmbeddingText() {}

    /** Columns id and sentences. */
    static Dataset<Row> of(
            Dataset<Row> documents,
            Broadcast<Segmentation> segmentation,
            Broadcast<Vocabulary> vocabulary,
            LongAccumulator nanos) {
        JavaRDD<Row> rows = documents.select(ID, DocumentRows.TEXT).javaRDD().mapPartitions(texts -> {
            Segmenter segmenter = segmentation.value().segmenter();
            Vocabulary words = vocabulary.value();
            Iterable<Row> all = () -> texts;
            return StreamSupport.stream(all.spliterator(), false)
                    .map(row -> row(row, segmenter, words, nanos))
                    .iterator();
        });
        return documents.sparkSession().createDataFrame(rows, SCHEMA);
    }

    private static Row row(Row document, Segmenter segmenter, Vocabulary words, LongAccumulator nanos) {
        long began = StageCosts.now();
        List<int[]> sentences = new ArrayList<>();
        segmenter.read(document.getString(1), new TokenSink() {
            private final List<Integer> sentence = new ArrayList<>();

            @Override
            public void token(char[] text, int from, int to) {
                int id = words.id(text, from, to);
                if (id != Vocabulary.UNKNOWN) {
                    sentence.add(id - WordList.FIRST);
                }
            }

            @Override
            public void end() {
                if (sentence.size() > 1) {
                    sentences.add(sentence.stream().mapToInt(Integer::intValue).toArray());
                }
                sentence.clear();
            }
        });
        nanos.add(StageCosts.now() - began);
        return RowFactory.create(document.getString(0), sentences.toArray(int[][]::new));
    }

    static List<int[]> sentences(Row row) {
        List<int[]> sentences = new ArrayList<>();
        for (Object sentence : row.getList(row.fieldIndex(SENTENCES))) {
            Seq<?> ids = (Seq<?>) sentence;
            int[] words = new int[ids.size()];
            for (int i = 0; i < words.length; i++) {
                words[i] = (Integer) ids.apply(i);
            }
            sentences.add(words);
        }
        return sentences;
    }
}
