package dev.millrace.jobs.job;

/**
 * How a job runs; none of it changes a byte of what it makes.
 *
 * @param output folder of everything that the jobs make, on any Hadoop file system
 * @param master Spark's, unless spark-submit names one
 * @param partitions of the wide steps
 */
public record RunSettings(String output, String master, int partitions) {
    public RunSettings {
        if (output.isBlank()) {
            throw new IllegalArgumentException("Invalid output: \"\" (must name a folder)");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("Invalid partitions: " + partitions + " (must be > 0)");
        }
    }
}
