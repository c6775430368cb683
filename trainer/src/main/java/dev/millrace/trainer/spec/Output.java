package dev.millrace.trainer.spec;

/** The matrix that turns a position's vector into logits. */
public enum Output {
    /** The token embedding's. */
    TIED,
    /** Its own. */
    OWN
}
