/**
 * Any model with what stands around it: normaliser, word split, added tokens, template, decoder. The door is
 * {@link dev.millrace.tokenizer.composed.ComposedTokenizer}; no files are read here.
 */
package dev.millrace.tokenizer.composed;
