package dev.millrace.pipeline.extract;

/** How doubtful blocks are decided. */
public enum Preset {
    /** Doubtful blocks are left out. */
    PRECISION,
    BALANCED,
    /** Doubtful blocks are taken. */
    RECALL
}
