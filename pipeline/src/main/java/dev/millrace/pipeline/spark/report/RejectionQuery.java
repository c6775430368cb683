package dev.millrace.pipeline.spark.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;

import dev.millrace.pipeline.report.RejectionGroup;
import dev.millrace.pipeline.report.RejectionGroup.Example;
import dev.millrace.pipeline.report.SafeText;
import dev.millrace.pipeline.report.markup.Numerals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Documents by the rule that rejected them: counts from the ledgers, examples from the rows. */
final class RejectionQuery {
    private static final int EXAMPLES = 3;

    private RejectionQuery() {}

    static List<RejectionGroup> groups(Documents documents) {
        List<RejectionGroup> groups = new ArrayList<>();
        Map<String, List<Example>> examples = examples(documents);
        for (Ledger job : documents.jobs()) {
            List<RejectionGroup> ofJob = new ArrayList<>();
            job.rejected().forEach((key, count) -> {
                int slash = key.indexOf('/');
                ofJob.add(new RejectionGroup(
                        job.stage(),
                        slash < 0 ? "" : key.substring(0, slash),
                        key.substring(slash + 1),
                        count,
                        Numerals.share(count, documents.read()),
                        examples.getOrDefault(job.stage() + "/" + key, List.of())));
            });
            ofJob.sort(Comparator.comparingLong(RejectionGroup::documents)
                    .reversed()
                    .thenComparing(RejectionGroup::stage)
                    .thenComparing(RejectionGroup::rule));
            groups.addAll(ofJob);
        }
        return groups;
    }

    /** The smallest ids of each rule, by {@code job/stage/rule}. */
    private static Map<String, List<Example>> examples(Documents documents) {
        Map<String, List<Example>> examples = new TreeMap<>();
        List<Row> rows = documents
                .rejected()
                .select(
                        col(Documents.JOB),
                        col("rejection.stage").as("stage"),
                        col("rejection.rule").as("rule"),
                        text("id", SafeText.NAME),
                        text("source", SafeText.NAME),
                        text("uri", SafeText.NAME),
                        col("rejection.measured").as("measured"),
                        col("rejection.limit").as("limit"),
                        beginning(col("rejection.detail"), SafeText.EXCERPT).as("detail"),
                        col("rejection.survivor").as("survivor"),
                        text("text", SafeText.EXCERPT))
                .withColumn(
                        "place",
                        row_number()
                                .over(Window.partitionBy(Documents.JOB, "stage", "rule")
                                        .orderBy("id", "source")))
                .where(col("place").leq(EXAMPLES))
                .orderBy(Documents.JOB, "stage", "rule", "place")
                .collectAsList();
        for (Row row : rows) {
            String key = row.getString(0) + "/" + row.getString(1) + "/" + row.getString(2);
            examples.computeIfAbsent(key, k -> new ArrayList<>()).add(example(row));
        }
        return examples;
    }

    private static Example example(Row row) {
        return new Example(
                row.getAs("id"),
                row.getAs("source"),
                row.getAs("uri"),
                Optional.ofNullable(row.<Double>getAs("measured")),
                Optional.ofNullable(row.<Double>getAs("limit")),
                row.getAs("detail"),
                row.getAs("survivor"),
                row.getAs("text"));
    }

    static Column text(String column, int characters) {
        return beginning(col(column), characters).as(column);
    }

    /** Enough of a text to shorten it to so many visible characters. */
    static Column beginning(Column text, int characters) {
        return coalesce(substring(text, 1, 4 * characters), lit(""));
    }
}
