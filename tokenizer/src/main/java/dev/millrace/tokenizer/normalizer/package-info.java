/**
 * What is done to a text before it is split into words: normalisers that edit a text in UTF-8 and keep the place in the
 * original that each character comes from. No words, no vocabulary.
 */
package dev.millrace.tokenizer.normalizer;
