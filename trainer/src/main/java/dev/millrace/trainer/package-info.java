/**
 * Transformers as DL4J computation graphs, trained on token shards across Spark executors. ND4J and DL4J live in this
 * module only; Spark lives in {@code distributed} and its feed.
 */
package dev.millrace.trainer;
