package dev.millrace.pipeline.fasttext;

/**
 * One label of a text.
 *
 * @param label as the model spells it, without the prefix {@code __label__}
 * @param probability 0 to 1
 */
public record Prediction(String label, double probability) {}
