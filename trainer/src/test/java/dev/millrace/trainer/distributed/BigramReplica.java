package dev.millrace.trainer.distributed;

import dev.millrace.trainer.loop.BigramStep;
import dev.millrace.trainer.loop.TokenBatch;
import dev.millrace.trainer.loop.TrainingStep;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The hand-made model on executors of this process.
 *
 * @param failAt number of the gradient computation that fails, counted from the last reset; 0: none fails
 */
record BigramReplica(int vocabulary, int failAt) implements ReplicaFactory {
    static final AtomicInteger COMPUTED = new AtomicInteger();
    static final AtomicInteger BUILT = new AtomicInteger();

    @Override
    public TrainingStep create() {
        BUILT.incrementAndGet();
        BigramStep step = new BigramStep(vocabulary);
        return new TrainingStep() {
            @Override
            public long parameterCount() {
                return step.parameterCount();
            }

            @Override
            public Loss gradient(INDArray parameters, TokenBatch batch, INDArray gradient) {
                if (COMPUTED.incrementAndGet() == failAt) {
                    throw new IllegalStateException("This executor is lost");
                }
                return step.gradient(parameters, batch, gradient);
            }

            @Override
            public Loss evaluate(INDArray parameters, TokenBatch batch) {
                return step.evaluate(parameters, batch);
            }

            @Override
            public void close() {
                step.close();
            }
        };
    }
}
