/**
 * Judging text by learned models: a linear one over hashed n-grams in a small file of its own, and fastText's. Nothing
 * here trains or knows Spark.
 */
package dev.millrace.pipeline.classifier;
