package dev.millrace.trainer.loop;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One training step replica per worker thread over one shared parameter vector. Used by one caller at a time.
 */
public final class Replicas implements AutoCloseable {
    /** Parameters that a worker copies at once. */
    private static final int COPIED = 1 << 18;

    private final Crew crew;
    private final List<TrainingStep> steps;
    private final List<INDArray> gradients;
    private final INDArray parameters;
    private final int length;

    /**
     * @param threads workers, each with its own replica
     * @param replica builds one; called once on each worker's thread
     */
    public Replicas(int threads, Supplier<? extends TrainingStep> replica) {
        crew = new Crew(threads);
        try {
            List<TrainingStep> built = new ArrayList<>(Collections.nCopies(threads, null));
            // in turn: building a DL4J graph is not safe beside another
            crew.onEach(worker -> {
                synchronized (built) {
                    built.set(worker, replica.get());
                }
            });
            steps = List.copyOf(built);
            long count = steps.get(0).parameterCount();
            if (count > Integer.MAX_VALUE - Long.BYTES) {
                throw new IllegalArgumentException(
                        "Invalid model: " + count + " parameters (at most " + (Integer.MAX_VALUE - Long.BYTES) + ")");
            }
            length = (int) count;
            parameters = FlatVectors.create(length);
            gradients = steps.stream().map(step -> FlatVectors.create(length)).toList();
        } catch (RuntimeException | Error failure) {
            crew.close();
            throw failure;
        }
    }

    /** P. */
    public int parameterCount() {
        return length;
    }

    /** The worker threads, for work between two computations. */
    public Crew crew() {
        return crew;
    }

    /** Sets the parameters that all replicas see. */
    public void parameters(float[] values) {
        crew.forEach(0, (length + COPIED - 1) / COPIED, (worker, part) -> {
            int begin = part * COPIED;
            FlatVectors.write(values, parameters, begin, Math.min(length, begin + COPIED));
        });
    }

    /**
     * Computes the gradients of micro-batches from … to − 1 into a tree, which reads some of them from here until the
     * next computation.
     *
     * @return their losses, by micro-batch
     */
    public Losses gradients(int from, int to, IntFunction<TokenBatch> batches, GradientTree tree) {
        TrainingStep.Loss[] losses = new TrainingStep.Loss[to - from];
        crew.forEach(from, to, (worker, microBatch) -> {
            INDArray gradient = gradients.get(worker);
            tree.giveBack(gradient);
            losses[microBatch - from] = steps.get(worker).gradient(parameters, batches.apply(microBatch), gradient);
            tree.add(microBatch, gradient);
        });
        return new Losses(List.of(losses));
    }

    /** Losses of batches from … to − 1, without gradient and dropout. */
    public Losses evaluate(int from, int to, IntFunction<TokenBatch> batches) {
        TrainingStep.Loss[] losses = new TrainingStep.Loss[to - from];
        crew.forEach(
                from,
                to,
                (worker, batch) -> losses[batch - from] = steps.get(worker).evaluate(parameters, batches.apply(batch)));
        return new Losses(List.of(losses));
    }

    @Override
    public void close() {
        try {
            crew.onEach(worker -> steps.get(worker).close());
        } finally {
            crew.close();
            gradients.forEach(INDArray::close);
            parameters.close();
        }
    }

    /**
     * Losses of consecutive batches, by batch.
     *
     * @param each by batch
     */
    public record Losses(List<TrainingStep.Loss> each) implements Serializable {
        public Losses {
            each = List.copyOf(each);
        }

        /** Losses of consecutive ranges as one. */
        public static Losses join(List<Losses> parts) {
            return new Losses(parts.stream().flatMap(part -> part.each.stream()).toList());
        }

        /** Sum in the batches' order. */
        public TrainingStep.Loss sum() {
            TrainingStep.Loss sum = new TrainingStep.Loss(0, 0);
            for (TrainingStep.Loss loss : each) {
                sum = sum.plus(loss);
            }
            return sum;
        }
    }
}
