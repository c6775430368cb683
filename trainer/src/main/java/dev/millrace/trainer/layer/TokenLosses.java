package dev.millrace.trainer.layer;

/** The loss of the last pass over a batch, unscaled. */
public interface TokenLosses {

    /** Sum of the token losses. */
    double nats();

    /** Targets that counted. */
    long targets();
}
