package dev.millrace.pipeline.spark.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import dev.millrace.pipeline.report.DuplicateFigures;
import dev.millrace.pipeline.report.DuplicateFigures.Cluster;
import dev.millrace.pipeline.report.DuplicateFigures.Member;
import dev.millrace.pipeline.report.DuplicateFigures.SizeBin;
import dev.millrace.pipeline.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/** Clusters of duplicates: the rejected that name the same survivor, and that survivor. */
final class DuplicateQuery {
    private static final int LARGEST = 8;
    private static final int MEMBERS = 5;

    private DuplicateQuery() {}

    /** Empty where there was no deduplication or nothing to find. */
    static Optional<DuplicateFigures> figures(Documents documents) {
        if (!documents.has(Documents.DEDUPE)) {
            return Optional.empty();
        }
        Dataset<Row> duplicates = documents
                .rejected(Documents.DEDUPE)
                .where("rejection.survivor != ''")
                .withColumn("survivor", col("rejection.survivor"));
        Dataset<Row> clusters =
                duplicates.groupBy("survivor").agg(count(lit(1)).plus(1).as("size"));
        UDF1<Long, Long> lowest = DuplicateQuery::lowest;
        List<SizeBin> sizes = new ArrayList<>();
        long rejected = 0;
        long all = 0;
        List<Row> bySize = clusters.groupBy(
                        udf(lowest, DataTypes.LongType).apply(col("size")).as("lowest"))
                .agg(count(lit(1)), sum("size"))
                .orderBy("lowest")
                .collectAsList();
        for (Row row : bySize) {
            sizes.add(new SizeBin(row.getLong(0), highest(row.getLong(0)), row.getLong(1)));
            all += row.getLong(1);
            rejected += row.getLong(2) - row.getLong(1);
        }
        return all == 0
                ? Optional.empty()
                : Optional.of(new DuplicateFigures(all, rejected, sizes, largest(documents, duplicates, clusters)));
    }

    /** 2, 3, then 4 … 7, 8 … 15 and so on. */
    static long lowest(long size) {
        return size < 4 ? size : Long.highestOneBit(size);
    }

    private static long highest(long lowest) {
        return lowest < 4 ? lowest : 2 * lowest - 1;
    }

    private static List<Cluster> largest(Documents documents, Dataset<Row> duplicates, Dataset<Row> clusters) {
        List<Row> largest = clusters.orderBy(col("size").desc(), col("survivor"))
                .limit(LARGEST)
                .collectAsList();
        Object[] survivors = largest.stream().map(row -> row.getString(0)).toArray();
        Map<String, Member> stayed = new TreeMap<>();
        described(documents.kept(Documents.DEDUPE).where(col("id").isin(survivors)), lit(""))
                .collectAsList()
                .forEach(row -> stayed.put(row.getString(0), member(row)));
        Map<String, List<Member>> members = new TreeMap<>();
        Dataset<Row> first = duplicates
                .where(col("survivor").isin(survivors))
                .withColumn(
                        "place",
                        row_number().over(Window.partitionBy("survivor").orderBy("id", "source")))
                .where(col("place").leq(MEMBERS));
        described(first, concat_ws("/", col("rejection.stage"), col("rejection.rule")))
                .orderBy("survivor", "id", "source")
                .collectAsList()
                .forEach(row -> members.computeIfAbsent(row.getAs("survivor"), key -> new ArrayList<>())
                        .add(member(row)));
        return largest.stream()
                .map(row -> new Cluster(
                        row.getLong(1),
                        Optional.ofNullable(stayed.get(row.getString(0))),
                        members.getOrDefault(row.getString(0), List.of())))
                .toList();
    }

    private static Dataset<Row> described(Dataset<Row> rows, Column rule) {
        return rows.select(
                col("id"),
                RejectionQuery.text("source", SafeText.NAME),
                RejectionQuery.text("uri", SafeText.NAME),
                rule.as("rule"),
                col("rejection.measured").as("measured"),
                RejectionQuery.text("text", SafeText.EXCERPT),
                col("rejection.survivor").as("survivor"));
    }

    private static Member member(Row row) {
        return new Member(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Optional.ofNullable(row.<Double>getAs("measured")),
                row.getString(5));
    }
}
