package dev.millrace.trainer.objective;

import dev.millrace.trainer.loop.TokenBatch;
import java.io.Serializable;

/** What a model learns from packed tokens. */
public sealed interface Objective extends Serializable
        permits CausalObjective, MaskingObjective, SpanCorruptionObjective, ReplacedTokenObjective {

    /**
     * What the model is given and asked of some packed sequences: a function of the seed and of each sequence and its
     * number, whatever the batch it lies in.
     */
    ModelBatch batch(TokenBatch packed, long seed);
}
