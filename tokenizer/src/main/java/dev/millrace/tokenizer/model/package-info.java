/**
 * The seam between a vocabulary with its rule of splitting and everything around it: normalisers, word splits, added
 * tokens and templates work on any {@link dev.millrace.tokenizer.model.TokenModel}. No text is normalised or split into
 * words here, and no file is read.
 */
package dev.millrace.tokenizer.model;
