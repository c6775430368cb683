package dev.millrace.trainer.loop;

import dev.millrace.trainer.optimise.GlobalNorm;
import dev.millrace.trainer.optimise.Optimiser;
import java.util.List;

/**
 * One optimiser step: the gradients of a global batch, summed in a fixed tree, divided by its sequences, clipped, and
 * applied. Bits depend on state, recipe and data, not on the number of threads.
 */
public final class GlobalStep {
    private final Recipe recipe;
    private final Optimiser optimiser;
    private final Guard guard;

    public GlobalStep(Recipe recipe) {
        this.recipe = recipe;
        this.optimiser = recipe.optimiser().over(recipe.groups());
        this.guard = recipe.guard();
    }

    /** Computes and applies one step; the arrays of the state given are overwritten. */
    public Done run(TrainingState state, Replicas replicas, SequenceStream stream) {
        GradientTree tree = new GradientTree(recipe.batch().microBatches());
        return run(state, replicas, stream, tree);
    }

    /** As {@link #run(TrainingState, Replicas, SequenceStream)}; the tree's arrays serve again. */
    public Done run(TrainingState state, Replicas replicas, SequenceStream stream, GradientTree tree) {
        tree.clear();
        replicas.parameters(state.parameters());
        Replicas.Losses losses = gradients(state.cursor(), 0, recipe.batch().microBatches(), replicas, stream, tree);
        return apply(state, tree.root(), losses, replicas.crew());
    }

    /**
     * Computes micro-batches from … to − 1 of the global batch at a cursor, with the parameters that the replicas have.
     */
    public Replicas.Losses gradients(
            long cursor, int from, int to, Replicas replicas, SequenceStream stream, GradientTree tree) {
        int size = recipe.batch().microBatch();
        return replicas.gradients(from, to, microBatch -> stream.batch(cursor + (long) microBatch * size, size), tree);
    }

    /**
     * Applies the gradient of a global batch; the arrays of the state given are overwritten.
     *
     * @throws IllegalStateException when loss or gradient is not finite, or leaps where the guard stops; the state is
     *     left as it was
     */
    public Done apply(TrainingState state, GradientSum sum, Replicas.Losses losses, Crew crew) {
        long step = state.step() + 1;
        double mean = 1. / recipe.batch().sequences();
        double norm = norm(sum, crew) * mean;
        TrainingStep.Loss loss = losses.sum();
        StepReport.Outcome outcome = guard.judge(step, loss.mean(), norm, state.recent());
        double rate = recipe.schedule().at(state.step());
        if (outcome == StepReport.Outcome.UPDATED) {
            double scale = mean * recipe.clipping().factor(norm);
            List<Optimiser.Range> pieces = optimiser.pieces(sum.length());
            Buffers buffers = new Buffers(crew.size());
            crew.forEach(0, pieces.size(), (worker, index) -> {
                Optimiser.Range piece = pieces.get(index);
                float[] gradient = buffers.read(sum, piece.from(), piece.to(), worker);
                optimiser.update(state.parameters(), gradient, state.moments(), scale, rate, step, piece);
            });
        }
        TrainingState next = new TrainingState(
                step,
                state.cursor() + recipe.batch().sequences(),
                state.parameters(),
                state.moments(),
                guard.after(loss.mean(), norm, state.recent()));
        return new Done(next, new StepReport(step, loss.mean(), loss.extraMean(), rate, norm, loss.tokens(), outcome));
    }

    private static double norm(GradientSum sum, Crew crew) {
        double[] squares = new double[GlobalNorm.chunks(sum.length())];
        Buffers buffers = new Buffers(crew.size());
        crew.forEach(0, squares.length, (worker, chunk) -> {
            int begin = chunk * GlobalNorm.CHUNK;
            int end = Math.min(sum.length(), begin + GlobalNorm.CHUNK);
            squares[chunk] = GlobalNorm.squares(buffers.read(sum, begin, end, worker), end - begin);
        });
        return GlobalNorm.of(squares);
    }

    /** The state after a step, over the arrays of the one before, and what the step saw. */
    public record Done(TrainingState state, StepReport report) {}

    /** An array a worker, for the part of the gradient that it has in hand. */
    private static final class Buffers {
        private final float[][] arrays;

        Buffers(int workers) {
            arrays = new float[workers][0];
        }

        float[] read(GradientSum sum, int begin, int end, int worker) {
            if (arrays[worker].length < end - begin) {
                arrays[worker] = new float[Math.max(end - begin, GlobalNorm.CHUNK)];
            }
            sum.read(begin, end, arrays[worker]);
            return arrays[worker];
        }
    }
}
