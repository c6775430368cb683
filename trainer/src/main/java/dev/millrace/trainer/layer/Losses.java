package dev.millrace.trainer.layer;

/**
 * What a head lost on a batch, unweighted.
 *
 * @param nats sum over wanted tokens, or over sequences where the head has classes alone
 * @param count of them
 * @param extraNats sum over whatever else the model is asked
 * @param extras number of those
 */
public record Losses(double nats, long count, double extraNats, long extras) {
    static Losses of(double nats, long count) {
        return new Losses(nats, count, 0, 0);
    }

    Losses with(double nats, long number) {
        return new Losses(this.nats, count, extraNats + nats, extras + number);
    }
}
