/**
 * Unigram: a probability for every piece of text, the likeliest pieces of a word by Viterbi, others by chance, and a
 * trainer. Words come in normalised, with ▁ for a space; files and normalisation are others' business.
 *
 * @see <a href="https://arxiv.org/abs/1804.10959">Kudo: Subword regularization</a>
 */
package dev.millrace.tokenizer.unigram;
