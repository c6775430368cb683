/**
 * SentencePiece: its {@code .model} files in and out, its normalisation with the treatment of white space, and a
 * tokenizer that gives the ids of {@code spm_encode}. Nothing of Hugging Face's {@code tokenizer.json} may come in.
 */
package dev.millrace.tokenizer.sentencepiece;
