package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.perplexity.Cutoffs;
import dev.millrace.pipeline.perplexity.ModelOf;
import dev.millrace.pipeline.perplexity.Percentiles;
import dev.millrace.pipeline.perplexity.PerplexityMeter;
import dev.millrace.pipeline.spark.StageRun.Written;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/** Percentiles of the perplexity of a stage's kept documents by language, sorted on Spark. */
public final class MeasurePerplexity {
    public static final String STAGE = "perplexity";

    /** The percentiles, in the stage's folder. */
    public static final String FILE = "percentiles.json";

    private static final String LANGUAGE = "language";
    private static final String VALUE = "value";
    private static final StructType SCHEMA =
            new StructType().add(LANGUAGE, DataTypes.StringType, false).add(VALUE, DataTypes.DoubleType, false);

    private MeasurePerplexity() {}

    /**
     * Runs the stage, or finds it done.
     *
     * @param configuration every setting that shapes the output, by key
     */
    public static StageReport run(
            StageContext context,
            NgramSettings.Input input,
            List<ModelOf> models,
            SortedMap<String, String> configuration) {
        if (models.isEmpty()) {
            throw new IllegalArgumentException("Invalid models: [] (stages.perplexity.models must name one)");
        }
        CommittedStage previous = CommittedStage.of(context, input.stage());
        return StageRun.run(
                context, STAGE, configuration, previous.inputs(), attempt -> write(context, previous, models, attempt));
    }

    private static Written write(StageContext context, CommittedStage previous, List<ModelOf> models, Path attempt)
            throws IOException {
        StageCosts costs = new StageCosts(context.spark().sparkContext());
        WorkFolder work = new WorkFolder(attempt, context);
        LongAccumulator nanos = costs.clock("measure");
        Dataset<Row> measured = work.keep(
                "measured",
                context.spark()
                        .createDataFrame(
                                previous.kept(context.spark())
                                        .javaRDD()
                                        .mapPartitions(rows -> new Measured(rows, new PerplexityMeter(models), nanos)),
                                SCHEMA));
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Row row : measured.groupBy(LANGUAGE).count().collectAsList()) {
            counts.put(row.getString(0), row.getLong(1));
        }
        SortedMap<String, List<Double>> percentiles = new TreeMap<>();
        SortedMap<String, Double> figures = new TreeMap<>();
        counts.forEach((language, count) -> {
            percentiles.put(language, percentiles(measured, language, count));
            figures.put("documents-" + language, (double) count);
        });
        try (OutputStream out = attempt.getFileSystem(context.hadoop()).create(new Path(attempt, FILE), true)) {
            out.write(new Percentiles(percentiles).json());
        }
        long in = previous.manifest().ledger().kept();
        long kept = counts.values().stream().mapToLong(Long::longValue).sum();
        SortedMap<String, Long> left = new TreeMap<>();
        if (kept < in) {
            left.put(STAGE + "/not-measured", in - kept);
        }
        return new Written(new Ledger(in, kept, left), 0, costs.seconds(), figures);
    }

    private static List<Double> percentiles(Dataset<Row> measured, String language, long count) {
        SortedMap<Long, Double> wanted = new TreeMap<>();
        for (int percentile = 0; percentile <= 100; percentile++) {
            wanted.put(Percentiles.index(percentile, count), Double.NaN);
        }
        List<Long> places = new ArrayList<>(wanted.keySet());
        measured.where(col(LANGUAGE).equalTo(language))
                .orderBy(VALUE)
                .select(VALUE)
                .javaRDD()
                .map(row -> row.getDouble(0))
                .zipWithIndex()
                .filter(value -> Collections.binarySearch(places, value._2()) >= 0)
                .map(value -> new Tuple2<>(value._2(), value._1()))
                .collect()
                .forEach(value -> wanted.put(value._1(), value._2()));
        List<Double> values = new ArrayList<>();
        for (int percentile = 0; percentile <= 100; percentile++) {
            values.add(wanted.get(Percentiles.index(percentile, count)));
        }
        return values;
    }

    /** Language and perplexity of the documents that can be measured. */
    private static final class Measured implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final PerplexityMeter meter;
        private final LongAccumulator nanos;
        private List<Row> next = List.of();

        Measured(Iterator<Row> rows, PerplexityMeter meter, LongAccumulator nanos) {
            this.rows = rows;
            this.meter = meter;
            this.nanos = nanos;
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && rows.hasNext()) {
                Document document = DocumentRows.document(rows.next());
                long began = StageCosts.now();
                OptionalDouble perplexity = meter.measure(document);
                nanos.add(StageCosts.now() - began);
                String language = document.attributes().getOrDefault(Document.LANGUAGE, Cutoffs.ANY);
                next = perplexity.isPresent()
                        ? List.of(RowFactory.create(language, perplexity.getAsDouble()))
                        : List.of();
            }
            return !next.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("All documents are measured");
            }
            Row row = next.get(0);
            next = List.of();
            return row;
        }
    }
}
