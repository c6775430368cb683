/**
 * BPE that begins with characters rather than bytes: SentencePiece's with byte fallback, and every other kind that
 * {@code tokenizer.json} knows. Words come in, normalised; tokens with their ends go out.
 */
package dev.millrace.tokenizer.characterbpe;
