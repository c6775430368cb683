package dev.millrace.pipeline.classifier;

import dev.millrace.pipeline.classifier.NgramFeatures.Shape;
import dev.millrace.pipeline.classifier.NgramFeatures.Vector;

/**
 * A logistic regression over hashed n-grams. The score of a text is the probability that it is of the wanted kind.
 */
public final class LinearModel {
    private final Shape shape;
    private final double bias;
    private final float[] weights;

    /** @param weights one a bucket */
    public LinearModel(Shape shape, double bias, float[] weights) {
        if (weights.length != shape.buckets()) {
            throw new IllegalArgumentException(
                    "Invalid weights: " + weights.length + " (must be " + shape.buckets() + ", one a bucket)");
        }
        this.shape = shape;
        this.bias = bias;
        this.weights = weights.clone();
    }

    public Shape shape() {
        return shape;
    }

    double bias() {
        return bias;
    }

    float weight(int bucket) {
        return weights[bucket];
    }

    /** {@code 1 / (1 + exp(-(bias + weights · values)))} */
    public double score(Vector features) {
        double sum = bias;
        for (int i = 0; i < features.buckets().length; i++) {
            sum += weights[features.buckets()[i]] * features.values()[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
