package dev.millrace.pipeline.spark.report;

import static org.apache.spark.sql.functions.lit;

import dev.millrace.pipeline.spark.DocumentFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Rows that the jobs kept and rejected. */
record Documents(SparkSession spark, Path output, List<Ledger> jobs) {
    static final String DEDUPE = "dedupe";

    /** In the order in which documents pass them. */
    static final List<String> JOBS = List.of("crawl-clean", DEDUPE, "filter");

    /** Whether the last job kept the document. */
    static final String KEPT = "kept_in_the_end";

    static final String JOB = "job";

    /** Rejected by a job; its name is in the column {@value #JOB}. */
    Dataset<Row> rejected(String job) {
        return read(job, DocumentFiles.REJECTED).withColumn(JOB, lit(job));
    }

    Dataset<Row> rejected() {
        return union(jobs.stream().map(job -> rejected(job.stage())));
    }

    Dataset<Row> kept(String job) {
        return read(job, DocumentFiles.KEPT);
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
        try {
            return DocumentFiles.read(spark, new Path(output, job), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + folder + " documents of " + job + ": " + e.getMessage(), e);
        }
    }

    private static Dataset<Row> union(Stream<Dataset<Row>> parts) {
        return parts.reduce(Dataset::unionByName).orElseThrow();
    }
}
