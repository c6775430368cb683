/**
 * Learns a Unigram vocabulary from counted stretches of text: frequent substrings as candidates, expectation
 * maximisation, and pruning of what is missed least. Normalised text comes in; scored pieces go out.
 *
 * @see <a href="https://arxiv.org/abs/1804.10959">Kudo: Subword regularization</a>
 */
package dev.millrace.tokenizer.unigram.training;
