package dev.millrace.trainer.generate;

import java.util.Arrays;
import java.util.Optional;

/** Chooses tokens; a function of (settings, number of the draw, logits). */
final class Sampler {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    private final SamplingSettings settings;
    private long draws;

    Sampler(SamplingSettings settings) {
        this.settings = settings;
    }

    int choose(float[] logits) {
        for (float logit : logits) {
            if (Float.isNaN(logit)) {
                throw new IllegalArgumentException("Invalid logits: not a number (the model's parameters are broken)");
            }
        }
        Optional<Double> temperature = settings.temperature();
        return temperature.isEmpty() ? likeliest(logits) : draw(probabilities(logits, temperature.get()));
    }

    /** Of equally likely tokens the one with the lowest id. */
    private static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /** p_i = exp(z_i/τ) / Σ_j exp(z_j/τ) over the tokens that top k and then top p keep, else 0. */
    double[] probabilities(float[] logits, double temperature) {
        double[] scaled = new double[logits.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            scaled[i] = logits[i] / temperature;
            largest = Math.max(largest, scaled[i]);
        }
        double least = settings.topK()
                .filter(k -> k < scaled.length)
                .map(k -> kthLargest(scaled, k))
                .orElse(Double.NEGATIVE_INFINITY);
        double[] weights = new double[scaled.length];
        for (int i = 0; i < scaled.length; i++) {
            weights[i] = scaled[i] < least ? 0 : StrictMath.exp(scaled[i] - largest);
        }
        normalise(weights);
        settings.topP().ifPresent(p -> {
            keepTop(weights, p);
            normalise(weights);
        });
        return weights;
    }

    private static double kthLargest(double[] values, int k) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - k];
    }

    /** Drops the unlikeliest tokens whose probabilities sum to no more than 1 − p; the likeliest stays. */
    private static void keepTop(double[] probabilities, double p) {
        Integer[] ascending = new Integer[probabilities.length];
        Arrays.setAll(ascending, i -> i);
        Arrays.sort(ascending, (a, b) -> Double.compare(probabilities[a], probabilities[b]));
        double sum = 0;
        for (int rank = 0; rank < ascending.length - 1; rank++) {
            sum += probabilities[ascending[rank]];
            if (sum > 1 - p) {
                return;
            }
            probabilities[ascending[rank]] = 0;
        }
    }

    private static void normalise(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
    }

    private int draw(double[] probabilities) {
        double left = uniform();
        int last = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] > 0) {
                last = i;
                left -= probabilities[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    /** SplitMix64 (Steele, Lea and Flood 2014) of seed and number of the draw, in [0, 1). */
    private double uniform() {
        draws++;
        long z = settings.seed() * 0xd1342543de82ef95L + draws * GOLDEN_GAMMA;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return ((z ^ z >>> 31) >>> 11) * UNIT;
    }
}
