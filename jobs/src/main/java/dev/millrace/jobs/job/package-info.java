/** One class per job, each runnable locally and under spark-submit, and what they share: output, Spark, progress. */
package dev.millrace.jobs.job;
