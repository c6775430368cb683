package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.millrace.pipeline.pack.Packer;
import dev.millrace.tokenizer.shard.PackedSequence;
import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import net.openhft.hashing.LongHashFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/** Packs bins into sequences, shuffles the sequences over all shards of their split by hash, and writes the shards. */
final class PackedShards {
    private static final List<String> SPLITS =
            List.of(ShardManifest.TRAIN, ShardManifest.VALIDATION, ShardManifest.TEST);

    private static final String WORK = "_shards";

    private static final StructType SCHEMA = new StructType()
            .add(ShardSchema.INPUT_IDS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(ShardSchema.DOCUMENT_STARTS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(ShardSchema.LENGTH, DataTypes.IntegerType, false);

    private static final StructType FILED = SCHEMA.add(DocumentFiles.FOLDER, DataTypes.StringType, false);

    private PackedShards() {}

    static void write(
            Dataset<Row> encoded, TokenizeSettings settings, int endOfText, Path attempt, StageContext context)
            throws IOException {
        SparkSession spark = encoded.sparkSession();
        int shards = settings.pack().shards();
        Dataset<Row> bins = encoded.where(col(EncodedDocuments.SPLIT).notEqual(EncodedDocuments.LEFT_OUT))
                .repartition(context.partitions(), col(EncodedDocuments.SPLIT), col(EncodedDocuments.BIN))
                .sortWithinPartitions(
                        EncodedDocuments.SPLIT,
                        EncodedDocuments.BIN,
                        EncodedDocuments.ORDER,
                        DocumentRows.ID,
                        EncodedDocuments.COPY)
                .select(EncodedDocuments.SPLIT, EncodedDocuments.BIN, EncodedDocuments.TOKENS);
        long seed = settings.seed();
        int width = settings.pack().context();
        JavaPairRDD<SequenceKey, Row> sequences =
                bins.javaRDD().mapPartitionsToPair(rows -> new BinPacking(rows, width, endOfText, seed, shards));
        JavaPairRDD<SequenceKey, Row> shuffled =
                sequences.repartitionAndSortWithinPartitions(new ShardPartitioner(shards));
        Path work = new Path(attempt, WORK);
        spark.createDataFrame(shuffled.map(pair -> filed(pair._1(), pair._2())), FILED)
                .write()
                .option("compression", "zstd")
                .partitionBy(DocumentFiles.FOLDER)
                .parquet(work.toString());
        DocumentFiles.settle(work, attempt, context);
    }

    /** Holds that the written sequences have every token once: each predicts all its tokens but the first. */
    static void balance(SparkSession spark, Path attempt, String split, SplitTotals totals) throws IOException {
        Row written = DocumentFiles.read(spark, new Path(attempt, split), SCHEMA)
                .agg(count(lit(1)), sum(col(ShardSchema.LENGTH).cast(DataTypes.LongType)))
                .first();
        long sequences = written.getLong(0);
        long lengths = written.isNullAt(1) ? 0 : written.getLong(1);
        long tokens = lengths - sequences + totals.bins();
        if (tokens != totals.tokens()) {
            throw new LedgerException("Ledger of " + Tokenize.STAGE + " does not balance: split " + split + " has "
                    + totals.tokens() + " tokens, its shards hold " + tokens + "; nothing was committed");
        }
    }

    private static Row filed(SequenceKey key, Row sequence) {
        return RowFactory.create(sequence.get(0), sequence.get(1), sequence.get(2), SPLITS.get(key.split()));
    }

    /** Place of a sequence among all. */
    record SequenceKey(int split, int shard, long hash, int bin, long index)
            implements Comparable<SequenceKey>, java.io.Serializable {
        @Override
        public int compareTo(SequenceKey other) {
            int order = Integer.compare(split, other.split);
            order = order != 0 ? order : Integer.compare(shard, other.shard);
            order = order != 0 ? order : Long.compareUnsigned(hash, other.hash);
            order = order != 0 ? order : Integer.compare(bin, other.bin);
            return order != 0 ? order : Long.compare(index, other.index);
        }
    }

    /** One partition for each shard of each split, so that a task writes one file. */
    private static final class ShardPartitioner extends Partitioner {
        private static final long serialVersionUID = 1;
        private final int trainShards;

        ShardPartitioner(int trainShards) {
            this.trainShards = trainShards;
        }

        @Override
        public int numPartitions() {
            return trainShards + SPLITS.size() - 1;
        }

        @Override
        public int getPartition(Object key) {
            SequenceKey place = (SequenceKey) key;
            return place.split() == 0 ? place.shard() : trainShards + place.split() - 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ShardPartitioner that && trainShards == that.trainShards;
        }

        @Override
        public int hashCode() {
            return trainShards;
        }
    }

    /** Packs bin after bin of rows that are sorted by split and bin. */
    private static final class BinPacking implements Iterator<Tuple2<SequenceKey, Row>> {
        private final Iterator<Row> rows;
        private final int context;
        private final int endOfText;
        private final long seed;
        private final int trainShards;
        private Row ahead;
        private Packer packer;
        private int split;
        private int bin;
        private long index;

        BinPacking(Iterator<Row> rows, int context, int endOfText, long seed, int trainShards) {
            this.rows = rows;
            this.context = context;
            this.endOfText = endOfText;
            this.seed = seed;
            this.trainShards = trainShards;
            ahead = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return ahead != null || (packer != null && packer.hasNext());
        }

        @Override
        public Tuple2<SequenceKey, Row> next() {
            if (packer == null || !packer.hasNext()) {
                split = SPLITS.indexOf(ahead.getString(0));
                bin = ahead.getInt(1);
                index = 0;
                packer = new Packer(new BinDocuments(), context, endOfText);
            }
            PackedSequence sequence = packer.next();
            long hash = LongHashFunction.xx3(seed).hashLongs(new long[] {split, bin, index});
            int shard = split == 0 ? (int) Long.remainderUnsigned(hash, trainShards) : 0;
            // the order within a shard takes other bits than its choice
            long order = LongHashFunction.xx3(~seed).hashLongs(new long[] {split, bin, index});
            return new Tuple2<>(
                    new SequenceKey(split, shard, order, bin, index++),
                    RowFactory.create(sequence.inputIds(), sequence.documentStarts(), sequence.length()));
        }

        /** Documents as long as they are of the bin under way. */
        private final class BinDocuments implements Iterator<int[]> {
            @Override
            public boolean hasNext() {
                return ahead != null && SPLITS.indexOf(ahead.getString(0)) == split && ahead.getInt(1) == bin;
            }

            @Override
            public int[] next() {
                int[] tokens = ints(ahead.getSeq(2));
                ahead = rows.hasNext() ? rows.next() : null;
                return tokens;
            }
        }

        private static int[] ints(scala.collection.Seq<Integer> values) {
            int[] ints = new int[values.size()];
            Iterator<Integer> each = scala.collection.JavaConverters.asJavaIterator(values.iterator());
            for (int i = 0; i < ints.length; i++) {
                ints[i] = each.next();
            }
            return ints;
        }
    }
}
