package dev.millrace.pipeline.spark.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.millrace.pipeline.report.SafeText;
import dev.millrace.pipeline.report.SourceFigures;
import dev.millrace.pipeline.report.SourceFigures.Damage;
import dev.millrace.pipeline.report.SourceFigures.Flow;
import dev.millrace.pipeline.report.SourceFigures.Ranking;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Documents by input file and by host, and what could not be read. */
final class SourceQuery {
    private static final int LARGEST = 25;
    private static final int MOST_DAMAGE = 25;
    private static final String SOURCE = "source";

    /** Rules that reject what was read well. */
    private static final Object[] WHOLE = {
        "http-status", "media-type", "empty-payload", "namespace", "redirect", "no-document"
    };

    private SourceQuery() {}

    static SourceFigures figures(Documents documents) {
        Dataset<Row> all = documents.all();
        Column file = expr("substring_index(source, '!/', 1)");
        Column host = substring(lower(expr("parse_url(uri, 'HOST')")), 1, SafeText.NAME);
        return new SourceFigures(ranking(all, file), ranking(all, host), damage(documents));
    }

    private static Ranking ranking(Dataset<Row> all, Column name) {
        Dataset<Row> flows = all.select(
                        name.as("name"),
                        when(col(Documents.KEPT), lit(1L)).otherwise(lit(0L)).as("kept"))
                .where("name is not null and name != ''")
                .groupBy("name")
                .agg(count(lit(1)).as("in"), sum("kept").as("kept"));
        List<Flow> largest = flows.orderBy(col("in").desc(), col("name")).limit(LARGEST).collectAsList().stream()
                .map(row -> new Flow(row.getString(0), row.getLong(1), row.getLong(2)))
                .toList();
        return new Ranking(largest, largest.size() < LARGEST ? largest.size() : flows.count());
    }

    private static List<Damage> damage(Documents documents) {
        return documents
                .rejected()
                .where(col("rejection.stage")
                        .equalTo(SOURCE)
                        .and(not(col("rejection.rule").isin(WHOLE))))
                .select(
                        col("source"),
                        col("offset"),
                        col("rejection.rule"),
                        RejectionQuery.beginning(col("rejection.detail"), SafeText.EXCERPT)
                                .as("detail"))
                .orderBy("source", "offset", "rule", "detail")
                .limit(MOST_DAMAGE)
                .collectAsList()
                .stream()
                .map(row -> new Damage(row.getString(0), row.getLong(1), row.getString(2), row.getString(3)))
                .toList();
    }
}
