package dev.millrace.trainer.loop;

import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The seam between training and what computes it: flat parameters and a micro-batch in, loss and flat gradient out.
 * Today's implementation is a ComputationGraph on host kernels; an accelerator's stands behind the same interface.
 * Used by one thread; same inputs, same bits.
 */
public interface TrainingStep extends AutoCloseable {

    /** Length of the flat parameter and gradient vectors. */
    long parameterCount();

    /**
     * @param parameters [1, P] float32, read
     * @param gradient [1, P] float32, overwritten with the gradient of the sum over sequences of (the sum of the
     *     sequence's token losses / T)
     * @return the token losses' sum
     */
    Loss gradient(INDArray parameters, TokenBatch batch, INDArray gradient);

    /** Loss alone, without dropout. */
    Loss evaluate(INDArray parameters, TokenBatch batch);

    @Override
    void close();

    /**
     * What a model lost on some batches, unweighted.
     *
     * @param nats sum of the token losses
     * @param tokens targets that counted
     * @param extraNats sum of whatever else the objective asks: sentence pairs, span boundaries, replaced tokens,
     *     balance of experts
     * @param extras number of those
     */
    record Loss(double nats, long tokens, double extraNats, long extras) implements Serializable {
        /** Of tokens alone. */
        public Loss(double nats, long tokens) {
            this(nats, tokens, 0, 0);
        }

        /** Of both together. */
        public Loss plus(Loss other) {
            return new Loss(
                    nats + other.nats, tokens + other.tokens, extraNats + other.extraNats, extras + other.extras);
        }

        /** Nats a token; 0 when nothing counted. */
        public double mean() {
            return tokens == 0 ? 0 : nats / tokens;
        }

        /** Mean of the extra losses; 0 when there are none. */
        public double extraMean() {
            return extras == 0 ? 0 : extraNats / extras;
        }
    }
}
