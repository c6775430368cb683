/**
 * Token shards as numbered streams of sequences: checked, shuffled by seed and epoch alone, read at random. Hadoop's
 * FileSystem and Parquet come in; Spark does not.
 */
package dev.millrace.trainer.feed;
