/**
 * The one thing that pipeline and trainer share: what a Parquet shard of packed token sequences and its manifest hold.
 */
package dev.millrace.tokenizer.shard;
