package dev.millrace.pipeline.spark.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.millrace.pipeline.report.Distribution;
import dev.millrace.pipeline.report.Distribution.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** Histograms of named values: one pass for their ranges, one for the bins. */
final class DistributionQuery {
    /** Measures have names that code gives; more than so many come from somewhere else. */
    private static final int MOST_NAMES = 200;

    private DistributionQuery() {}

    /**
     * @param values columns name, value and {@link Documents#KEPT}
     * @param limits to show, by name
     */
    static List<Distribution> of(Dataset<Row> values, Map<String, List<Limit>> limits) {
        Dataset<Row> finite = values.where("value > double('-infinity') and value < double('infinity')");
        Map<String, Bins> bins = new TreeMap<>();
        Map<String, double[]> ends = new TreeMap<>();
        for (Row row : ranges(finite)) {
            Bins.Kind kind = row.getLong(3) == 0 ? Bins.Kind.WHOLE : Bins.Kind.FRACTIONAL;
            bins.put(row.getString(0), Bins.over(row.getDouble(1), row.getDouble(2), kind));
            ends.put(row.getString(0), new double[] {row.getDouble(1), row.getDouble(2)});
        }
        if (bins.isEmpty()) {
            return List.of();
        }
        Map<String, Tally> tallies = tallies(finite, bins);
        List<Distribution> distributions = new ArrayList<>();
        tallies.forEach((name, tally) -> distributions.add(
                tally.distribution(name, ends.get(name)[0], ends.get(name)[1], limits.getOrDefault(name, List.of()))));
        return distributions;
    }

    private static List<Row> ranges(Dataset<Row> values) {
        return values.groupBy("name")
                .agg(
                        min("value"),
                        max("value"),
                        sum(when(col("value").equalTo(floor(col("value"))), lit(0L))
                                .otherwise(lit(1L))))
                .orderBy("name")
                .limit(MOST_NAMES)
                .collectAsList();
    }

    private static Map<String, Tally> tallies(Dataset<Row> values, Map<String, Bins> bins) {
        Map<String, Tally> tallies = new TreeMap<>();
        bins.forEach((name, some) -> tallies.put(name, new Tally(some)));
        UDF2<String, Double, Integer> index = (name, value) -> bins.get(name).index(value);
        List<Row> rows = values.where(col("name").isin(bins.keySet().toArray()))
                .withColumn("bin", udf(index, DataTypes.IntegerType).apply(col("name"), col("value")))
                .groupBy("name", Documents.KEPT, "bin")
                .agg(count(lit(1)))
                .collectAsList();
        for (Row row : rows) {
            tallies.get(row.getString(0))
                    .add(row.getInt(2), row.getLong(3), row.getBoolean(1) ? Tally.Fate.KEPT : Tally.Fate.REJECTED);
        }
        return tallies;
    }
}
