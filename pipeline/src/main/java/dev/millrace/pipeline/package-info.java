/**
 * Crawled text to clean, deduplicated, filtered, packed token shards. Algorithms are plain Java; {@code spark} adapts
 * them to rows, and only it knows Spark.
 */
package dev.millrace.pipeline;
