package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.AttentionSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One batch on its way through a stack of layers, and what they all need to know of it. B sequences of T positions, N =
 * B·T rows.
 */
public final class Pass {
    private final Workbench bench;
    private final Shape shape;
    private final Map<AttentionSpec.Visibility, Ranges> ranges = new HashMap<>();
    private final Map<String, Long> keys = new HashMap<>();
    private double balanceWeight;
    private Optional<Distances> distances = Optional.empty();
    private Optional<KeyValueCache> cache = Optional.empty();
    private Optional<Source> source = Optional.empty();
    private Optional<Routed> routed = Optional.empty();

    /** A pass over a batch. */
    public Pass(Workbench bench, Shape shape) {
        this.bench = bench;
        this.shape = shape;
    }

    /**
     * What a batch looks like.
     *
     * @param sequences B
     * @param context T
     * @param firstPosition of each sequence's first row: 0 but when earlier positions are cached
     * @param lengths [B] positions that are not filling
     * @param documentStarts [B·T] where each position's document begins in its sequence; empty: all is one document
     * @param seed of random numbers
     * @param number of the first sequence, which together with the seed decides the random numbers
     * @param mode whether dropout acts
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of primitives on the hot path; never compared
    public record Shape(
            int sequences,
            int context,
            int firstPosition,
            int[] lengths,
            int[] documentStarts,
            long seed,
            long number,
            Mode mode) {

        /** Whole sequences without random numbers. */
        public static Shape whole(int sequences, int context) {
            int[] lengths = new int[sequences];
            Arrays.fill(lengths, context);
            return new Shape(sequences, context, 0, lengths, new int[0], 0, 0, Mode.EVALUATING);
        }

        /** Further positions of sequences whose earlier ones are cached. */
        static Shape next(int sequences, int context, int firstPosition) {
            int[] lengths = new int[sequences];
            Arrays.fill(lengths, firstPosition + context);
            return new Shape(sequences, context, firstPosition, lengths, new int[0], 0, 0, Mode.EVALUATING);
        }

        @Override
        public String toString() {
            return sequences + " x " + context + " from " + number;
        }
    }

    /** Whether dropout acts. */
    public enum Mode {
        TRAINING,
        EVALUATING
    }

    /** B. */
    public int sequences() {
        return shape.sequences;
    }

    /** T. */
    public int context() {
        return shape.context;
    }

    int rows() {
        return shape.sequences * shape.context;
    }

    int firstPosition() {
        return shape.firstPosition;
    }

    /** [B] positions that are not filling. */
    public int[] lengths() {
        return shape.lengths;
    }

    boolean isTraining() {
        return shape.mode == Mode.TRAINING;
    }

    Kernels kernels() {
        return bench.kernels();
    }

    Matrix scratch(String name, int rows, int columns) {
        return bench.scratch(name, rows, columns);
    }

    /** As {@link #scratch}, to be written by a kernel and read by products. */
    Matrix operand(String name, int rows, int columns) {
        return bench.operand(name, rows, columns);
    }

    /** Where a kernel puts what products read of x: x's own place if they take its type. */
    Matrix operand(String name, Matrix x) {
        return kernels().operandType() == kernels().type() ? x : bench.operand(name, x.rows(), x.columns());
    }

    /** A table that depends on the shape's positions alone. */
    Matrix table(String name, int rows, int columns, Consumer<Matrix> filler) {
        return bench.table(name, rows + "@" + shape.firstPosition, rows, columns, filler);
    }

    /** What each position sees of its own sequence. */
    Ranges ranges(AttentionSpec.Visibility visibility) {
        return ranges.computeIfAbsent(visibility, wanted -> switch (wanted) {
            case CAUSAL -> Ranges.causal(shape.sequences, shape.context, shape.firstPosition, shape.documentStarts);
            case FULL -> Ranges.full(shape.context, shape.lengths, shape.documentStarts);
        });
    }

    /** Of the random numbers of a place. */
    long key(String place) {
        return keys.computeIfAbsent(place, name -> Randomness.key(shape.seed, shape.number, name));
    }

    /** Numbers by distance that the stack's attention adds to its scores. */
    Optional<Distances> distances() {
        return distances;
    }

    void use(Distances numbers) {
        distances = Optional.of(numbers);
    }

    /** Keys and values of earlier positions. */
    Optional<KeyValueCache> cache() {
        return cache;
    }

    /** From now on attention also sees the positions that the cache holds. */
    void use(KeyValueCache earlier) {
        cache = Optional.of(earlier);
    }

    /** What the encoder made. */
    Source source() {
        return source.orElseThrow(() -> new IllegalStateException("A decoder's block before its encoder"));
    }

    /** From now on blocks with attention to an encoder see this. */
    public void use(Source made) {
        source = Optional.of(made);
    }

    /** What the routers of all blocks chose. */
    Routed routed(int experts) {
        if (routed.isEmpty()) {
            routed = Optional.of(new Routed(experts));
        }
        return routed.get();
    }

    Optional<Routed> routed() {
        return routed;
    }

    /** Of the balancing loss in the gradient; the head knows it. */
    void balanceWeight(double weight) {
        balanceWeight = weight;
    }

    double balanceWeight() {
        return balanceWeight;
    }
}
