package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.millrace.pipeline.dedupe.MinHash;
import dev.millrace.pipeline.spark.StageRun.Written;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * Removes exact duplicates and near duplicates: documents that share a fingerprint of their text or a band of their
 * MinHash signature are linked, and of each connected component one document stays.
 */
public final class Dedupe {
    public static final String STAGE = "dedupe";

    /** Rule of documents whose text is another one's but for white space. */
    public static final String EXACT = "exact";

    /** Rule of documents that are linked to another by near duplicates. */
    public static final String NEAR = "near";

    private static final StructType VERDICTS = new StructType()
            .add("duplicate", DataTypes.StringType, false)
            .add("rule", DataTypes.StringType, false)
            .add("similarity", DataTypes.DoubleType, false)
            .add("limit", DataTypes.DoubleType, false)
            .add("survivor", DataTypes.StringType, false);

    private Dedupe() {}

    /**
     * Runs the stage, or finds it done. A rejected document names its survivor and its similarity to it: 1 for an exact
     * duplicate, else the share of equal signature values.
     *
     * @param input stage whose kept documents come in
     * @param configuration every setting that shapes the output, by key
     * @throws LedgerException when a document is not accounted for
     */
    public static StageReport run(
            StageContext context, String input, DedupeSettings settings, SortedMap<String, String> configuration) {
        CommittedStage previous = CommittedStage.of(context, input);
        return StageRun.run(
                context,
                STAGE,
                configuration,
                previous.inputs(),
                attempt -> write(context, previous, settings, attempt));
    }

    private static Written write(StageContext context, CommittedStage previous, DedupeSettings settings, Path attempt)
            throws IOException {
        SparkSession spark = context.spark();
        WorkFolder work = new WorkFolder(attempt, context);
        StageCosts costs = new StageCosts(spark.sparkContext());
        LongAccumulator bytes = spark.sparkContext().longAccumulator("bytes");
        Dataset<Row> documents = previous.kept(spark);

        context.listener().started(STAGE + ": signatures", "tasks");
        Dataset<Row> ranked =
                work.keep("ranked", Signatures.ranked(documents, settings, costs.clock("signature"), bytes));
        context.listener().started(STAGE + ": candidates", "tasks");
        Dataset<Row> links = work.keep("links", Candidates.links(ranked));
        context.listener().started(STAGE + ": components", "tasks");
        Dataset<Row> components = ConnectedComponents.of(links, work);
        context.listener().started(STAGE + ": write", "tasks");
        Dataset<Row> verdicts = work.keep("verdicts", verdicts(ranked, components, settings));

        Column rejected = col("duplicate").isNotNull();
        Dataset<Row> rows = documents
                .join(verdicts, col(DocumentRows.ID).equalTo(col("duplicate")), "left")
                .withColumn(
                        DocumentRows.REJECTION,
                        when(
                                rejected,
                                struct(
                                        lit(STAGE).as("stage"),
                                        col("rule"),
                                        col("similarity").as("measured"),
                                        col("limit"),
                                        lit("").as("detail"),
                                        col("survivor"))))
                .withColumn(
                        DocumentFiles.FOLDER,
                        when(rejected, lit(DocumentFiles.REJECTED)).otherwise(lit(DocumentFiles.KEPT)));
        DocumentFiles.write(DocumentFiles.filed(rows), settings.shards(), attempt, context);
        Ledger ledger = DocumentFiles.ledger(previous.manifest().ledger().kept(), attempt, context);
        return new Written(ledger, bytes.value(), costs.seconds(), new TreeMap<>());
    }

    /** One row for each document that goes: why, and which one stays in its place. */
    private static Dataset<Row> verdicts(Dataset<Row> ranked, Dataset<Row> components, DedupeSettings settings) {
        double threshold = settings.minhash().threshold();
        // the first of the documents with the same text is no exact duplicate of them
        Dataset<Row> firsts = ranked.groupBy("fingerprint")
                .agg(org.apache.spark.sql.functions.min("rank").as("first"))
                .withColumnRenamed("fingerprint", "first_fingerprint");
        Dataset<Row> survivors = ranked.select(
                col("rank").as("survivor_rank"),
                col("id").as("survivor_id"),
                col("signature").as("survivor_signature"));
        Dataset<Row> pairs = components
                .join(ranked, col(ConnectedComponents.NODE).equalTo(col("rank")))
                .join(firsts, col("fingerprint").equalTo(col("first_fingerprint")))
                .join(survivors, col(ConnectedComponents.ROOT).equalTo(col("survivor_rank")))
                .select("id", "rank", "first", "signature", "survivor_id", "survivor_signature");
        return ranked.sparkSession()
                .createDataFrame(
                        pairs.javaRDD().map(row -> {
                            boolean exact = row.<Long>getAs("first") < row.<Long>getAs("rank");
                            double similarity = exact
                                    ? 1
                                    : MinHash.similarity(
                                            Signatures.longs(row.getAs("signature")),
                                            Signatures.longs(row.getAs("survivor_signature")));
                            return RowFactory.create(
                                    row.getAs("id"),
                                    exact ? EXACT : NEAR,
                                    similarity,
                                    exact ? 1.0 : threshold,
                                    row.getAs("survivor_id"));
                        }),
                        VERDICTS);
    }
}
