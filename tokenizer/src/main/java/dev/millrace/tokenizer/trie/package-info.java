/**
 * Byte strings to numbers, all prefixes of a text at once: double arrays in the layout of Darts-clone, which
 * SentencePiece's normalisation rules are stored in. No meaning of the numbers may come in.
 */
package dev.millrace.tokenizer.trie;
