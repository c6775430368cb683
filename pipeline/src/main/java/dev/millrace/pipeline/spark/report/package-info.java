/**
 * Gathers a report's figures from committed stage outputs: Spark aggregations over documents, small files read as
 * they are. Nothing collected grows with the corpus.
 */
package dev.millrace.pipeline.spark.report;
