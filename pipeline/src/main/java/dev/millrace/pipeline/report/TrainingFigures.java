package dev.millrace.pipeline.report;

import java.util.List;
import java.util.Optional;

/**
 * How a model was trained and what it can do.
 *
 * @param steps of the optimiser in all
 * @param curve losses in order of steps; thinned to means over equal runs of steps where there are many
 * @param samples that the model wrote
 */
public record TrainingFigures(
        long steps, List<LossPoint> curve, Optional<Evaluation> evaluation, List<Sample> samples) {
    public TrainingFigures {
        curve = List.copyOf(curve);
        samples = List.copyOf(samples);
    }

    /** Loss in nats a token. */
    public record LossPoint(long step, double loss, double learningRate, double gradientNorm) {}

    /**
     * @param split that was evaluated
     * @param loss nats a token
     * @param unigramEntropy nats a token: the loss of a model that knows frequencies only
     */
    public record Evaluation(
            String split, double loss, double perplexity, double bitsPerByte, Optional<Double> unigramEntropy) {
        public Evaluation {
            split = SafeText.line(split, SafeText.NAME);
        }
    }

    /** What the model wrote after a prompt. */
    public record Sample(String prompt, String text) {
        public Sample {
            prompt = SafeText.line(prompt, SafeText.EXCERPT);
            text = SafeText.line(text, SafeText.SAMPLE);
        }
    }
}
