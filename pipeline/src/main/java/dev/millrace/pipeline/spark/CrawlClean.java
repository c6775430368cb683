package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.source.SourceUnit;
import dev.millrace.pipeline.source.Sources;
import dev.millrace.pipeline.spark.StageRun.Written;
import dev.millrace.pipeline.stage.StageChain;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;

/** Reads sources and takes every document through a chain of stages, in one pass. */
public final class CrawlClean {
    public static final String STAGE = "crawl-clean";

    /** Folder with one row for each unit of input: what was counted while reading, beside what was written. */
    public static final String UNITS = "units";

    /** Rows of this column in {@link #UNITS} say how many records were read. */
    static final String RECORDS = "records";

    static final String BYTES = "bytes";

    private CrawlClean() {}

    /**
     * Runs the stage, or finds it done.
     *
     * @param shards files of kept and of rejected documents each
     * @param configuration every setting that shapes the output, by key; the inputs' paths are not among them
     * @throws dev.millrace.pipeline.source.SourceException when an input is missing or holds nothing to read
     * @throws LedgerException when a document is not accounted for
     */
    public static StageReport run(
            StageContext context,
            SourceSettings sources,
            StageChain chain,
            int shards,
            SortedMap<String, String> configuration) {
        List<SourceUnit> units = Sources.list(sources, context.hadoop());
        SortedMap<String, String> settings = new TreeMap<>(configuration);
        settings.put("shards", Integer.toString(shards));
        return StageRun.run(
                context,
                STAGE,
                settings,
                inputs(units, context),
                attempt -> write(context, sources, chain, shards, units, attempt));
    }

    private static Written write(
            StageContext context,
            SourceSettings sources,
            StageChain chain,
            int shards,
            List<SourceUnit> units,
            Path attempt)
            throws IOException {
        SparkSession spark = context.spark();
        StageCosts costs = new StageCosts(spark.sparkContext());
        UnitRows reader = new UnitRows(
                sources,
                costs.timed(chain),
                new SerializableConfiguration(context.hadoop()),
                costs.clock(Sources.STAGE));
        // the longest tasks first, so that none is left over at the end
        List<SourceUnit> longestFirst = units.stream()
                .sorted(Comparator.comparingLong(SourceUnit::bytes).reversed().thenComparing(SourceUnit::ordinal))
                .toList();
        JavaRDD<Row> rows = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(longestFirst, longestFirst.size())
                .flatMap(reader::rows);
        DocumentFiles.write(spark.createDataFrame(rows, DocumentFiles.FILED), shards, attempt, context);
        Row read = unitTotals(spark, attempt);
        Ledger ledger = DocumentFiles.ledger(read.getLong(0), attempt, context);
        return new Written(ledger, read.getLong(1), costs.seconds(), new TreeMap<>());
    }

    private static Row unitTotals(SparkSession spark, Path attempt) throws IOException {
        Dataset<Row> units = DocumentFiles.read(spark, attempt, UNITS);
        return units.agg(total(RECORDS), total(BYTES)).first();
    }

    private static org.apache.spark.sql.Column total(String measure) {
        return functions
                .coalesce(functions.sum(functions.col(DocumentRows.MEASURES).getItem(measure)), functions.lit(0.0))
                .cast(DataTypes.LongType);
    }

    private static SortedMap<String, String> inputs(List<SourceUnit> units, StageContext context) {
        InputDigest digest = InputDigest.of(units, context);
        return new TreeMap<>(Map.of("files", Long.toString(digest.files()), "sha256", digest.sha256()));
    }
}
