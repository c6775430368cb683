package dev.millrace.trainer.loop;

import java.io.Serializable;

/**
 * What one optimiser step saw. Holds no clock: the same run reports the same.
 *
 * @param step its number, from 1
 * @param loss nats a token over the global batch, before the update
 * @param extraLoss mean of whatever else the objective asks: sentence pairs, span boundaries, replaced tokens, balance of
 *     experts; 0 without
 * @param learningRate that the update used
 * @param gradientNorm global norm of the mean gradient before clipping
 * @param tokens targets that counted
 * @param outcome what became of the gradient
 */
public record StepReport(
        long step,
        double loss,
        double extraLoss,
        double learningRate,
        double gradientNorm,
        long tokens,
        Outcome outcome)
        implements Serializable {

    /** Parameters were updated, or a guard left them as they were. */
    public enum Outcome {
        UPDATED,
        SKIPPED
    }
}
