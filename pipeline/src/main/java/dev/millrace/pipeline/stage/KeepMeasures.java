package dev.millrace.pipeline.stage;

/** Whether the values that a chain's rules measure stay with its documents, kept and rejected. */
public enum KeepMeasures {
    ALL,
    NONE
}
