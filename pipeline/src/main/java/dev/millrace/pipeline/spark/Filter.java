package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.spark.StageRun.Written;
import dev.millrace.pipeline.stage.StageChain;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** Takes the documents that another stage kept through a chain of stages, in one pass. */
public final class Filter {
    public static final String STAGE = "filter";

    private Filter() {}

    /**
     * Runs the stage, or finds it done.
     *
     * @param input stage whose kept documents come in
     * @param shards files of kept and of rejected documents each
     * @param configuration every setting that shapes the output, by key
     * @throws LedgerException when a document is not accounted for
     */
    public static StageReport run(
            StageContext context, String input, StageChain chain, int shards, SortedMap<String, String> configuration) {
        CommittedStage previous = CommittedStage.of(context, input);
        SortedMap<String, String> settings = new TreeMap<>(configuration);
        settings.put("shards", Integer.toString(shards));
        return StageRun.run(
                context,
                STAGE,
                settings,
                previous.inputs(),
                attempt -> write(context, previous, chain, shards, attempt));
    }

    private static Written write(
            StageContext context, CommittedStage previous, StageChain chain, int shards, Path attempt)
            throws IOException {
        SparkSession spark = context.spark();
        StageCosts costs = new StageCosts(spark.sparkContext());
        StageChain timed = costs.timed(chain);
        LongAccumulator bytes = spark.sparkContext().longAccumulator("bytes");
        JavaRDD<Row> rows = previous.kept(spark).javaRDD().map(row -> judged(row, timed, bytes));
        DocumentFiles.write(spark.createDataFrame(rows, DocumentFiles.FILED), shards, attempt, context);
        Ledger ledger = DocumentFiles.ledger(previous.manifest().ledger().kept(), attempt, context);
        return new Written(ledger, bytes.value(), costs.seconds(), new TreeMap<>());
    }

    private static Row judged(Row row, StageChain chain, LongAccumulator bytes) {
        Document document = DocumentRows.document(row);
        bytes.add(document.text().length());
        return DocumentFiles.filed(chain.apply(document));
    }
}
