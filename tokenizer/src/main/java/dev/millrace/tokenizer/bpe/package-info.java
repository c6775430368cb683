/**
 * Byte-level byte-pair encoding: {@link dev.millrace.tokenizer.bpe.BpeTokenizer} encodes and decodes,
 * {@link dev.millrace.tokenizer.bpe.BpeTrainer} learns merges from {@link dev.millrace.tokenizer.bpe.WordCounts}.
 * Text comes in as characters; files are the business of the formats' package.
 */
package dev.millrace.tokenizer.bpe;
