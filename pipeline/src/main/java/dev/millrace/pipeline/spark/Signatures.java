package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.dedupe.BandKey;
import dev.millrace.pipeline.dedupe.ExactFingerprint;
import dev.millrace.pipeline.dedupe.MinHash;
import dev.millrace.pipeline.dedupe.SurvivorPolicy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/** What duplicates are told by, for every document, in the order of survival. */
final class Signatures {
    private static final StructType UNRANKED = new StructType()
            .add("id", DataTypes.StringType, false)
            .add("survival", DataTypes.StringType, false)
            .add("fingerprint", DataTypes.StringType, false)
            .add("signature", DataTypes.BinaryType, false)
            .add("bands", DataTypes.createArrayType(DataTypes.BinaryType, false), false);

    private static final StructType RANKED = UNRANKED.add("rank", DataTypes.LongType, false);

    private Signatures() {}

    /**
     * Columns id, survival, fingerprint, signature (empty for a text too short to have one), bands and rank: of two
     * documents the one of the smaller rank stays.
     */
    static Dataset<Row> ranked(
            Dataset<Row> documents, DedupeSettings settings, LongAccumulator nanos, LongAccumulator bytes) {
        MinHash.Settings minhash = settings.minhash();
        SurvivorPolicy policy = settings.survivor();
        JavaRDD<Row> rows = documents
                .select(DocumentRows.ID, DocumentRows.SOURCE, DocumentRows.OFFSET, DocumentRows.TEXT)
                .javaRDD()
                .mapPartitions(partition -> signed(partition, new MinHash(minhash), policy, nanos, bytes));
        Dataset<Row> sorted =
                documents.sparkSession().createDataFrame(rows, UNRANKED).sort("survival");
        JavaRDD<Row> ranked = sorted.javaRDD().zipWithIndex().map(pair -> {
            Row row = pair._1();
            return RowFactory.create(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), pair._2());
        });
        return documents.sparkSession().createDataFrame(ranked, RANKED);
    }

    private static Iterator<Row> signed(
            Iterator<Row> documents,
            MinHash minhash,
            SurvivorPolicy policy,
            LongAccumulator nanos,
            LongAccumulator bytes) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return documents.hasNext();
            }

            @Override
            public Row next() {
                Row document = documents.next();
                String id = document.getString(0);
                String text = document.getString(3);
                bytes.add(text.length());
                long began = StageCosts.now();
                long[] signature = minhash.signature(text).orElse(new long[0]);
                Row row = RowFactory.create(
                        id,
                        policy.key(id, text.length(), document.getString(1), document.getLong(2)),
                        ExactFingerprint.of(text),
                        bytes(signature),
                        bands(minhash, signature));
                nanos.add(StageCosts.now() - began);
                return row;
            }
        };
    }

    private static byte[][] bands(MinHash minhash, long[] signature) {
        if (signature.length == 0) {
            return new byte[0][];
        }
        List<byte[]> bands = new ArrayList<>();
        for (BandKey key : minhash.bands(signature)) {
            bands.add(ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES)
                    .putInt(key.bucket())
                    .putLong(key.high())
                    .putLong(key.low())
                    .array());
        }
        return bands.toArray(byte[][]::new);
    }

    private static byte[] bytes(long[] signature) {
        ByteBuffer bytes = ByteBuffer.allocate(signature.length * Long.BYTES);
        bytes.asLongBuffer().put(signature);
        return bytes.array();
    }

    static long[] longs(byte[] bytes) {
        long[] longs = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(longs);
        return longs;
    }
}
