/**
 * One token a character: {@link dev.millrace.tokenizer.charlevel.CharacterTokenizer} encodes and decodes,
 * {@link dev.millrace.tokenizer.charlevel.CharacterTrainer} chooses the characters by
 * {@link dev.millrace.tokenizer.charlevel.CharacterCounts}. A character is a Unicode code point.
 */
package dev.millrace.tokenizer.charlevel;
