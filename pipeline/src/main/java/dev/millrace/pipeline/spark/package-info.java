/**
 * The pipeline's algorithms on Spark: rows, stage runs with ledger and atomic commit, and the wide steps. Documents and
 * settings come in, committed stage folders come out; the only package of the pipeline that knows Spark.
 */
package dev.millrace.pipeline.spark;
