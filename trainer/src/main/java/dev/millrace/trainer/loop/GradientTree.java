package dev.millrace.trainer.loop;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums the gradients of a global batch in a fixed binary tree over the micro-batch index, in whatever order they
 * arrive: node (level, i) is node (level − 1, 2i) + node (level − 1, 2i + 1), or the former alone where the latter lies
 * beyond the batch. Partial sums of a range of micro-batches are the nodes that lie wholly within it, so that ranks sum
 * what they computed and the sum of ranks has the bits of a single process. Gradients of micro-batches are read where
 * they lie as long as their owner can do without the place. Safe for several threads.
 */
public final class GradientTree {
    private final int leaves;
    private final TreeMap<Place, Sum> pending =
            new TreeMap<>(Comparator.comparingInt(Place::level).thenComparingInt(Place::index));
    private final Set<INDArray> beingRead = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<float[]> spare = new ArrayDeque<>();
    private final List<float[]> spareLater = new ArrayList<>();

    /** @param leaves micro-batches of the global batch, &gt; 0 */
    public GradientTree(int leaves) {
        if (leaves < 1) {
            throw new IllegalArgumentException("Invalid leaves: " + leaves + " (must be > 0)");
        }
        this.leaves = leaves;
    }

    /**
     * Takes the gradient of one micro-batch. The vector must stay as it is until {@link #giveBack} or {@link #clear}, or
     * until the {@link #root} is read for the last time.
     */
    public void add(int microBatch, INDArray gradient) {
        add(new Place(0, microBatch), new Lent(gradient));
    }

    /** Takes over a partial sum. */
    public void add(Node node) {
        add(new Place(node.level(), node.index()), new Own(node.sum()));
    }

    /** Ends the use of a vector that may have been added: its owner will overwrite it. */
    public synchronized void giveBack(INDArray gradient) {
        boolean interrupted = false;
        while (beingRead.contains(gradient)) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        pending.replaceAll((place, sum) -> sum.reads(gradient) ? new Own(settled(sum)) : sum);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(Place from, Sum given) {
        if (from.index() < 0 || from.first() >= leaves) {
            throw new IllegalArgumentException("Invalid node: " + from + " (beyond " + leaves + " micro-batches)");
        }
        Place place = from;
        Sum sum = given;
        while (true) {
            Pair pair;
            synchronized (this) {
                while (!place.isRoot(leaves) && place.sibling().first() >= leaves) {
                    place = place.parent();
                }
                Sum other = place.isRoot(leaves) ? null : pending.remove(place.sibling());
                // the last addition is left to those who read the root
                if (other != null && place.parent().isRoot(leaves)) {
                    place = place.parent();
                    sum = new Pair(sum, other);
                    other = null;
                }
                if (other == null) {
                    if (pending.putIfAbsent(place, sum) != null) {
                        throw new IllegalStateException("Gradient " + place + " came twice");
                    }
                    return;
                }
                pair = new Pair(sum, other);
                beingRead.addAll(pair.vectors());
            }
            place = place.parent();
            sum = new Own(settled(pair));
            synchronized (this) {
                pair.vectors().forEach(beingRead::remove);
                notifyAll();
            }
        }
    }

    /** The sums so far that could not be joined further, by first micro-batch. */
    public synchronized List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        pending.replaceAll((place, sum) -> new Own(settled(sum)));
        pending.forEach((place, sum) -> nodes.add(new Node(place.level(), place.index(), settled(sum))));
        nodes.sort(Comparator.comparingLong(node -> (long) node.index() << node.level()));
        return nodes;
    }

    /**
     * The sum over all micro-batches; the tree's part in it is over.
     *
     * @throws IllegalStateException when some have not come
     */
    public synchronized GradientSum root() {
        if (pending.size() != 1 || !pending.firstKey().isRoot(leaves)) {
            throw new IllegalStateException(
                    "Gradients of some of " + leaves + " micro-batches are missing; there are " + pending.keySet());
        }
        Sum root = pending.pollFirstEntry().getValue();
        spareLater.addAll(root.arrays());
        return sum(root);
    }

    /** Readies the tree for the next batch; its arrays are used again. */
    public synchronized void clear() {
        pending.values().stream().filter(Own.class::isInstance).forEach(sum -> spare.push(((Own) sum).values));
        pending.clear();
        spareLater.forEach(spare::push);
        spareLater.clear();
    }

    /** The sum in an array of its own: one that is part of it, if any is. */
    private float[] settled(Sum sum) {
        if (sum instanceof Own own) {
            return own.values;
        }
        GradientSum pending = sum(sum);
        List<float[]> arrays = sum.arrays();
        float[] values = arrays.isEmpty() ? blank(pending.length()) : arrays.get(0);
        pending.read(0, values.length, values);
        if (arrays.size() > 1) {
            synchronized (this) {
                spare.push(arrays.get(1));
            }
        }
        return values;
    }

    private static GradientSum sum(Sum sum) {
        if (sum instanceof Own own) {
            return GradientSum.of(own.values);
        }
        if (sum instanceof Lent lent) {
            return GradientSum.of(lent.vector);
        }
        Pair pair = (Pair) sum;
        if (pair.one instanceof Lent one && pair.other instanceof Lent other) {
            return GradientSum.of(one.vector, other.vector);
        }
        if (pair.one instanceof Own one && pair.other instanceof Own other) {
            return GradientSum.of(one.values, other.values);
        }
        return pair.one instanceof Own one
                ? GradientSum.of(one.values, ((Lent) pair.other).vector)
                : GradientSum.of(((Own) pair.other).values, ((Lent) pair.one).vector);
    }

    /** An array to fill. */
    private float[] blank(int length) {
        synchronized (this) {
            float[] array = spare.poll();
            if (array != null && array.length == length) {
                return array;
            }
        }
        return new float[length];
    }

    /** Number of nodes in which the sum of micro-batches from … to − 1 is expressed. */
    public static int nodes(int leaves, int from, int to) {
        int nodes = 0;
        long at = from;
        while (at < to) {
            int level = 0;
            while (at % (2L << level) == 0 && Math.min(leaves, at + (2L << level)) <= to && 1L << level < leaves) {
                level++;
            }
            nodes++;
            at += 1L << level;
        }
        return nodes;
    }

    /** Sum over micro-batches index · 2^level … (index + 1) · 2^level − 1, as far as there are such. */
    @SuppressWarnings("ArrayRecordComponent") // a large vector on its way; never compared
    public record Node(int level, int index, float[] sum) implements Serializable {
        @Override
        public String toString() {
            return "node " + level + "/" + index;
        }
    }

    /** What is known of a node's sum. */
    private sealed interface Sum {
        /** Those read with it. */
        List<INDArray> vectors();

        /** The tree's own that are part of it. */
        List<float[]> arrays();

        default boolean reads(INDArray vector) {
            return vectors().stream().anyMatch(read -> read == vector);
        }
    }

    /** A sum in an array of the tree's. */
    @SuppressWarnings("ArrayRecordComponent") // a large vector on its way; never compared
    private record Own(float[] values) implements Sum {
        @Override
        public List<INDArray> vectors() {
            return List.of();
        }

        @Override
        public List<float[]> arrays() {
            return List.of(values);
        }

        @Override
        public String toString() {
            return "sum";
        }
    }

    /** A micro-batch's gradient where its owner put it. */
    private record Lent(INDArray vector) implements Sum {
        @Override
        public List<INDArray> vectors() {
            return List.of(vector);
        }

        @Override
        public List<float[]> arrays() {
            return List.of();
        }
    }

    /** Two that are to be added; neither is a pair. */
    private record Pair(Sum one, Sum other) implements Sum {
        @Override
        public List<INDArray> vectors() {
            return Stream.concat(one.vectors().stream(), other.vectors().stream())
                    .toList();
        }

        @Override
        public List<float[]> arrays() {
            return Stream.concat(one.arrays().stream(), other.arrays().stream()).toList();
        }
    }

    private record Place(int level, int index) {
        Place parent() {
            return new Place(level + 1, index >> 1);
        }

        Place sibling() {
            return new Place(level, index ^ 1);
        }

        long first() {
            return (long) index << level;
        }

        boolean isRoot(int leaves) {
            return 1L << level >= leaves;
        }
    }
}
