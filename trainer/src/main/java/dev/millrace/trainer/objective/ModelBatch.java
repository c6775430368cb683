package dev.millrace.trainer.objective;

import java.util.Optional;

/**
 * What a model is given and asked. The gradient is that of Σ weight·loss over tokens and sequences.
 *
 * @param number of the first sequence in the stream
 * @param input of the only stack, or of the encoder
 * @param decoderInput of the decoder, for models with two stacks
 * @param targets id wanted at each position of the last stack, −1 for none
 * @param classes [B] class wanted for each sequence; empty when none is asked
 * @param boundaries of masked spans, where they are asked for
 * @param tokenWeight of a wanted token's loss
 * @param classWeight of a sequence's
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of primitives on the hot path; never compared
public record ModelBatch(
        long number,
        TokenRows input,
        Optional<TokenRows> decoderInput,
        int[] targets,
        int[] classes,
        SpanBoundaries boundaries,
        double tokenWeight,
        double classWeight) {

    public ModelBatch {
        TokenRows last = decoderInput.orElse(input);
        if (targets.length != last.ids().length || (classes.length != 0 && classes.length != last.sequences())) {
            throw new IllegalArgumentException(
                    "Invalid batch: " + targets.length + " targets and " + classes.length + " classes for " + last);
        }
    }

    /** Next tokens of one stack. */
    static ModelBatch causal(long number, TokenRows input, int[] targets) {
        return new ModelBatch(
                number, input, Optional.empty(), targets, new int[0], SpanBoundaries.none(), 1.0 / input.context(), 1);
    }

    @Override
    public String toString() {
        return input + " from " + number;
    }
}
