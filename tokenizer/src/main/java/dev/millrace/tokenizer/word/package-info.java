/**
 * Word-level tokens: a word is one token, or unknown. Words in UTF-8 come in; no text is normalised or split into words
 * here, and no file is read.
 */
package dev.millrace.tokenizer.word;
