package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import java.io.Serializable;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * What a split holds before it is packed, copies counted.
 *
 * @param counts of each token id
 * @param bins that hold a token
 */
@SuppressWarnings("ArrayRecordComponent") // counts that are summed; never compared
record SplitTotals(long documents, long textBytes, long tokens, long[] counts, long bins) implements Serializable {

    static SplitTotals empty(int vocabularySize) {
        return new SplitTotals(0, 0, 0, new long[vocabularySize], 0);
    }

    static SortedMap<String, SplitTotals> of(Dataset<Row> encoded, int vocabularySize) {
        Dataset<Row> packed = encoded.where(col(EncodedDocuments.SPLIT).notEqual(EncodedDocuments.LEFT_OUT));
        SortedMap<String, Long> bins = new TreeMap<>();
        for (Row row : packed.where(size(col(EncodedDocuments.TOKENS)).gt(0))
                .select(EncodedDocuments.SPLIT, EncodedDocuments.BIN)
                .distinct()
                .groupBy(EncodedDocuments.SPLIT)
                .count()
                .collectAsList()) {
            bins.put(row.getString(0), row.getLong(1));
        }
        SortedMap<String, SplitTotals> totals = new TreeMap<>();
        packed.select(EncodedDocuments.SPLIT, EncodedDocuments.TEXT_BYTES, EncodedDocuments.TOKENS)
                .javaRDD()
                .mapPartitionsToPair(rows -> count(rows, vocabularySize))
                .reduceByKey(SplitTotals::plus)
                .collect()
                .forEach(pair -> totals.put(pair._1(), pair._2().withBins(bins.getOrDefault(pair._1(), 0L))));
        return totals;
    }

    private static Iterator<Tuple2<String, SplitTotals>> count(Iterator<Row> rows, int vocabularySize) {
        SortedMap<String, SplitTotals> totals = new TreeMap<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            SplitTotals before = totals.computeIfAbsent(row.getString(0), split -> empty(vocabularySize));
            scala.collection.Seq<Integer> tokens = row.getSeq(2);
            Iterator<Integer> ids = scala.collection.JavaConverters.asJavaIterator(tokens.iterator());
            while (ids.hasNext()) {
                before.counts[ids.next()]++;
            }
            totals.put(
                    row.getString(0),
                    new SplitTotals(
                            before.documents + 1,
                            before.textBytes + row.getLong(1),
                            before.tokens + tokens.size(),
                            before.counts,
                            0));
        }
        return totals.entrySet().stream()
                .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue()))
                .iterator();
    }

    private SplitTotals plus(SplitTotals other) {
        long[] sums = counts.clone();
        for (int id = 0; id < sums.length; id++) {
            sums[id] += other.counts[id];
        }
        return new SplitTotals(
                documents + other.documents, textBytes + other.textBytes, tokens + other.tokens, sums, 0);
    }

    private SplitTotals withBins(long filled) {
        return new SplitTotals(documents, textBytes, tokens, counts, filled);
    }

    /** -sum p ln p over the token ids, in nats a token; 0 without tokens. */
    double unigramEntropy() {
        double entropy = 0;
        for (long count : counts) {
            if (count > 0) {
                double share = (double) count / tokens;
                entropy -= share * Math.log(share);
            }
        }
        return entropy;
    }
}
