/**
 * Reader of trained fastText classifiers (.bin and .ftz) in plain Java. A model file comes in, labels with
 * probabilities come out; {@link dev.millrace.pipeline.fasttext.FastTextModel} is the door.
 */
package dev.millrace.pipeline.fasttext;
