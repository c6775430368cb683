package dev.millrace.trainer.objective;

/** Objectives that hide tokens of the sequence that the model reads. */
sealed interface MaskingObjective extends Objective permits MaskedObjective, SpanObjective {}
