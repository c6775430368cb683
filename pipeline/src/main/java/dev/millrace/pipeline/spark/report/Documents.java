package dev.millrace.pipeline.spark.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Rows that the jobs kept and rejected. */
record Documents(SparkSession spark, Path output, List<Ledger> jobs) {
    static final String DEDUPE = "dedupe";

    /** In the order in which documents pass them. */
    static final List<String> JOBS = List.of("crawl-clean", DEDUPE, "filter");

    /** Whether the last job kept the document. */
    static final String KEPT = "kept_in_the_end";

    static final String JOB = "job";

    private static final StructType ROW = StructType.fromDDL(
            "id string, source string, offset bigint, uri string, text string, attributes map<string,string>, "
                    + "measures map<string,double>, rejection struct<stage:string,rule:string,measured:double,"
                    + "`limit`:double,detail:string,survivor:string>");

    /** Rejected by a job; its name is in the column {@value #JOB}. */
    Dataset<Row> rejected(String job) {
        return read(job, "rejected").withColumn(JOB, lit(job));
    }

    Dataset<Row> rejected() {
        return union(jobs.stream().map(job -> rejected(job.stage())));
    }

    Dataset<Row> kept(String job) {
        return read(job, "kept");
    }

    /** Kept by the last job. */
    Dataset<Row> kept() {
        return kept(jobs.get(jobs.size() - 1).stage());
    }

    /** Every document once, as it was when it was rejected or kept in the end. */
    Dataset<Row> all() {
        return kept().withColumn(KEPT, lit(true))
                .unionByName(rejected().drop(JOB).withColumn(KEPT, lit(false)));
    }

    /** Documents that the first job read. */
    long read() {
        return jobs.get(0).in();
    }

    boolean has(String job) {
        return jobs.stream().anyMatch(ledger -> ledger.stage().equals(job));
    }

    private Dataset<Row> read(String job, String folder) {
        String path = new Path(new Path(output, job), folder).toString();
        return spark.read()
                .schema(ROW)
                .parquet(path)
                .select(
                        col("id"),
                        col("source"),
                        col("offset"),
                        col("uri"),
                        col("text"),
                        col("attributes"),
                        col("measures"),
                        col("rejection"));
    }

    private static Dataset<Row> union(Stream<Dataset<Row>> parts) {
        return parts.reduce(Dataset::unionByName).orElseThrow();
    }
}
