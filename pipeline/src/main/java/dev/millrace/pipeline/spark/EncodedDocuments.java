package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.mix.Mix;
import dev.millrace.pipeline.split.Split;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.shard.ShardManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.openhft.hashing.LongHashFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * Documents as token ids, each with its place in the packing order: a row for each copy that the mix asks for, and of
 * each for every piece that the split cuts it into.
 */
final class EncodedDocuments {
    static final String SPLIT = "split";
    static final String BIN = "bin";
    static final String ORDER = "order";
    static final String COPY = "copy";
    static final String PIECE = "piece";
    static final String TOKENS = "tokens";
    static final String TEXT_BYTES = "text_bytes";
    static final String WEIGHT = "weight";

    /** Split of documents that the mix leaves out. */
    static final String LEFT_OUT = "left-out";

    private static final String MIX = "mix";
    private static final String WEIGHED_OUT = "weighed-out";

    private static final StructType SCHEMA = new StructType()
            .add(DocumentRows.ID, DataTypes.StringType, false)
            .add(SPLIT, DataTypes.StringType, false)
            .add(BIN, DataTypes.IntegerType, false)
            .add(ORDER, DataTypes.LongType, false)
            .add(COPY, DataTypes.IntegerType, false)
            .add(PIECE, DataTypes.IntegerType, false)
            .add(WEIGHT, DataTypes.DoubleType, false)
            .add(TEXT_BYTES, DataTypes.LongType, false)
            .add(TOKENS, DataTypes.createArrayType(DataTypes.IntegerType, false), false);

    private EncodedDocuments() {}

    static Dataset<Row> of(
            Dataset<Row> documents,
            Broadcast<Tokenizer> tokenizer,
            int endOfText,
            TokenizeSettings settings,
            LongAccumulator nanos) {
        Mix mix = new Mix(settings.mix(), settings.seed());
        Split split = new Split(settings.split(), settings.seed());
        return documents
                .sparkSession()
                .createDataFrame(
                        documents
                                .javaRDD()
                                .flatMap(row -> copies(row, mix, split, tokenizer.value(), endOfText, settings, nanos)),
                        SCHEMA);
    }

    private static Iterator<Row> copies(
            Row row,
            Mix mix,
            Split split,
            Tokenizer tokenizer,
            int endOfText,
            TokenizeSettings settings,
            LongAccumulator nanos) {
        Document document = DocumentRows.document(row);
        String id = document.id().hex();
        String language = document.attributes().getOrDefault(Document.LANGUAGE, "");
        double weight = mix.weight(language, document.provenance().source());
        int copies = mix.copies(id, weight);
        if (copies == 0) {
            return List.of(RowFactory.create(id, LEFT_OUT, 0, 0L, 0, 0, weight, 0L, new int[0]))
                    .iterator();
        }
        List<Row> rows = new ArrayList<>();
        for (Split.Piece piece : split.pieces(document.text())) {
            long began = StageCosts.now();
            int[] encoded = tokenizer.encode(piece.text());
            nanos.add(StageCosts.now() - began);
            int[] tokens = switch (settings.pack().endOfText()) {
                case NONE -> encoded;
                case EACH_DOCUMENT -> with(endOfText, encoded);
            };
            String part = folder(piece.part());
            long textBytes = piece.text().getBytes(StandardCharsets.UTF_8).length;
            int bins = part.equals(ShardManifest.TRAIN) ? settings.pack().bins() : 1;
            int number = rows.size() / copies;
            for (int copy = 0; copy < copies; copy++) {
                long order = LongHashFunction.xx3(settings.seed()).hashChars("order/" + copy + "/" + id);
                int bin = (int) Long.remainderUnsigned(order, bins);
                rows.add(RowFactory.create(id, part, bin, order, copy, number, weight, textBytes, tokens));
            }
        }
        return rows.iterator();
    }

    private static int[] with(int endOfText, int[] encoded) {
        int[] tokens = Arrays.copyOf(encoded, encoded.length + 1);
        tokens[encoded.length] = endOfText;
        return tokens;
    }

    private static String folder(Split.Part part) {
        return switch (part) {
            case TRAIN -> ShardManifest.TRAIN;
            case VALIDATION -> ShardManifest.VALIDATION;
            case TEST -> ShardManifest.TEST;
        };
    }

    /** Documents, however many copies and pieces were made of each. */
    static Ledger ledger(long in, Dataset<Row> encoded) {
        Column leftOut = col(SPLIT).equalTo(LEFT_OUT);
        long out = encoded.where(leftOut).count();
        long kept =
                encoded.where(col(COPY).equalTo(0).and(col(PIECE).equalTo(0))).count() - out;
        SortedMap<String, Long> rejected =
                out == 0 ? new TreeMap<>() : new TreeMap<>(Map.of(MIX + "/" + WEIGHED_OUT, out));
        return new Ledger(in, kept, rejected);
    }

    /** Keeps the documents that the mix left out, with their weight as the reason. */
    static void writeRejected(Dataset<Row> encoded, Dataset<Row> documents, Path attempt, StageContext context)
            throws IOException {
        Dataset<Row> leftOut = encoded.where(col(SPLIT).equalTo(LEFT_OUT))
                .select(col(DocumentRows.ID).as("left_out"), col(WEIGHT));
        if (leftOut.isEmpty()) {
            return;
        }
        Dataset<Row> rows = documents
                .join(leftOut, col(DocumentRows.ID).equalTo(col("left_out")))
                .withColumn(
                        DocumentRows.REJECTION,
                        struct(
                                lit(MIX).as("stage"),
                                lit(WEIGHED_OUT).as("rule"),
                                col(WEIGHT).as("measured"),
                                lit(1.0).as("limit"),
                                lit("").as("detail"),
                                lit("").as("survivor")))
                .withColumn(DocumentFiles.FOLDER, lit(DocumentFiles.REJECTED));
        DocumentFiles.write(DocumentFiles.filed(rows), 1, attempt, context);
    }
}
