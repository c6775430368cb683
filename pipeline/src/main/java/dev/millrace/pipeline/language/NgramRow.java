package dev.millrace.pipeline.language;

/**
 * Weights of one n-gram.
 *
 * @param outcomes classes that it speaks for or against
 * @param weights of each
 */
@SuppressWarnings("ArrayRecordComponent") // read once, while the model is laid out
record NgramRow(String ngram, int[] outcomes, float[] weights) {}
