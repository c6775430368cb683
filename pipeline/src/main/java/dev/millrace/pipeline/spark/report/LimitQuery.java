package dev.millrace.pipeline.spark.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import dev.millrace.pipeline.report.Distribution.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which measure a rule's limit belongs to: the one of the rule's stage whose value is what the rejection measured, on
 * every document that the rule rejected. Where several are, or the limit changes, none is named.
 */
final class LimitQuery {
    private LimitQuery() {}

    /** Limits by measure, ascending. */
    static Map<String, List<Limit>> limits(Documents documents) {
        Dataset<Row> judged = documents
                .rejected()
                .where("rejection.limit > double('-infinity') and rejection.limit < double('infinity')")
                .where(size(col("measures")).gt(0))
                .select(
                        col("rejection.stage").as("stage"),
                        col("rejection.rule").as("rule"),
                        col("rejection.measured").as("measured"),
                        col("rejection.limit").as("limit"),
                        col("measures"));
        Map<String, Long> documentsByRule = new TreeMap<>();
        for (Row row : judged.groupBy("stage", "rule").agg(count(lit(1))).collectAsList()) {
            documentsByRule.put(row.getString(0) + "/" + row.getString(1), row.getLong(2));
        }
        Map<String, List<Match>> matches = new TreeMap<>();
        for (Row row : matching(judged)) {
            String rule = row.getString(0) + "/" + row.getString(1);
            boolean always = row.getLong(3) == documentsByRule.get(rule);
            if (always && row.getDouble(4) == row.getDouble(5)) {
                matches.computeIfAbsent(rule, key -> new ArrayList<>())
                        .add(new Match(row.getString(2), row.getDouble(4)));
            }
        }
        Map<String, List<Limit>> limits = new TreeMap<>();
        matches.forEach((rule, found) -> {
            if (found.size() == 1) {
                limits.computeIfAbsent(found.get(0).measure(), key -> new ArrayList<>())
                        .add(new Limit(rule, found.get(0).limit()));
            }
        });
        return limits;
    }

    private static List<Row> matching(Dataset<Row> judged) {
        return judged.select(
                        col("stage"),
                        col("rule"),
                        col("limit"),
                        col("measured"),
                        explode(col("measures")).as(new String[] {"name", "value"}))
                .where(col("name").startsWith(concat(col("stage"), lit("."))))
                .where(col("value").equalTo(col("measured")))
                .groupBy("stage", "rule", "name")
                .agg(sum(lit(1L)), min("limit"), max("limit"))
                .orderBy("stage", "rule", "name")
                .collectAsList();
    }

    private record Match(String measure, double limit) {}
}
