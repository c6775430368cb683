/**
 * Text to token ids and back. The door for users is {@link dev.millrace.tokenizer.Tokenizer}; training, formats and
 * the schema of token shards live in the packages below. No Spark, no ND4J.
 */
package dev.millrace.tokenizer;
