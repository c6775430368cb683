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

    /** @param sequence the tokens so far */
    int choose(float[] logits, int[] sequence) {
        for (float logit : logits) {
            if (Float.isNaN(logit)) {
                throw new IllegalArgumentException("Invalid logits: not a number (the model's parameters are broken)");
            }
        }
        Optional<Double> temperature = settings.temperature();
        float[] fresh = withoutRepetitions(logits, sequence);
        return temperature.isEmpty() ? likeliest(fresh) : draw(probabilities(fresh, temperature.get()));
    }

    float[] withoutRepetitions(float[] logits, int[] sequence) {
        if (settings.repetitionPenalty().isEmpty() && settings.noRepeat().isEmpty()) {
            return logits;
        }
        float[] changed = logits.clone();
        settings.repetitionPenalty().ifPresent(penalty -> Repetitions.penalise(changed, sequence, penalty));
        settings.noRepeat().ifPresent(length -> Repetitions.forbid(changed, sequence, length));
        return changed;
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

    /** p_i = exp(z_i/τ) / Σ_j exp(z_j/τ) over the tokens that all cuts keep, else 0. */
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
        settings.minP().ifPresent(share -> {
            keepAtLeast(weights, share * Arrays.stream(weights).max().orElseThrow());
            normalise(weights);
        });
        settings.typical().ifPresent(mass -> {
            keepTypical(weights, mass);
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

    private static void keepAtLeast(double[] probabilities, double least) {
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] < least) {
                probabilities[i] = 0;
            }
        }
    }

    /** Drops tokens whose |−log p − H|, H = −Σ p·log p, is above that of the first with which the mass is reached. */
    private static void keepTypical(double[] probabilities, double mass) {
        double entropy = 0;
        for (double p : probabilities) {
            entropy -= p > 0 ? p * StrictMath.log(p) : 0;
        }
        double[] distances = new double[probabilities.length];
        Integer[] ascending = new Integer[probabilities.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.abs(-StrictMath.log(probabilities[i]) - entropy);
            ascending[i] = i;
        }
        Arrays.sort(ascending, (a, b) -> Double.compare(distances[a], distances[b]));
        double sum = 0;
        int last = 0;
        while (last < ascending.length - 1 && (sum += probabilities[ascending[last]]) < mass) {
            last++;
        }
        double farthest = distances[ascending[last]];
        for (int i = 0; i < probabilities.length; i++) {
            if (distances[i] > farthest) {
                probabilities[i] = 0;
            }
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
