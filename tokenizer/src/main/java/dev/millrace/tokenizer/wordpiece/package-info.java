/**
 * WordPiece: words are split into the longest pieces of a vocabulary, from the left, as in BERT. Words in UTF-8 come
 * in; no text is normalised or split into words here, and no file is read.
 */
package dev.millrace.tokenizer.wordpiece;
