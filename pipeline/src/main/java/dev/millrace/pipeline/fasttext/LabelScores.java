package dev.millrace.pipeline.fasttext;

import java.io.Serializable;
import java.util.List;

/** Turns the hidden vector of a text into the probabilities of labels. */
sealed interface LabelScores extends Serializable permits HuffmanScores, SoftmaxScores, IndependentScores {

    /** The most probable labels, best first, at most {@code count}; equal ones in the order of the model. */
    List<Scored> best(float[] hidden, Matrix output, int count);

    /** @param logProbability natural logarithm */
    record Scored(int label, double logProbability) {}
}
