package dev.millrace.trainer.loop;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * Sums the gradients of a global batch in a fixed binary tree over the micro-batch index, in whatever order they
 * arrive: node (level, i) is node (level − 1, 2i) + node (level − 1, 2i + 1), or the former alone where the latter lies
 * beyond the batch. Partial sums of a range of micro-batches are the nodes that lie wholly within it, so that ranks sum
 * what they computed and the sum of ranks has the bits of a single process. Safe for several threads.
 */
public final class GradientTree {
    private final int leaves;
    private final TreeMap<Place, float[]> pending =
            new TreeMap<>(Comparator.comparingInt(Place::level).thenComparingInt(Place::index));
    private final Deque<float[]> spare = new ArrayDeque<>();

    /** @param leaves micro-batches of the global batch, &gt; 0 */
    public GradientTree(int leaves) {
        if (leaves < 1) {
            throw new IllegalArgumentException("Invalid leaves: " + leaves + " (must be > 0)");
        }
        this.leaves = leaves;
    }

    /** An array to fill and {@link #add}; contents undefined. */
    public float[] blank(int length) {
        synchronized (this) {
            float[] array = spare.poll();
            if (array != null && array.length == length) {
                return array;
            }
        }
        return new float[length];
    }

    /** Takes over the gradient of one micro-batch. */
    public void add(int microBatch, float[] gradient) {
        add(new Node(0, microBatch, gradient));
    }

    /** Takes over a partial sum. */
    public void add(Node node) {
        Place place = new Place(node.level(), node.index());
        if (place.index() < 0 || place.first() >= leaves) {
            throw new IllegalArgumentException("Invalid node: " + place + " (beyond " + leaves + " micro-batches)");
        }
        float[] sum = node.sum();
        while (true) {
            float[] other;
            synchronized (this) {
                while (!place.isRoot(leaves) && place.sibling().first() >= leaves) {
                    place = place.parent();
                }
                other = place.isRoot(leaves) ? null : pending.remove(place.sibling());
                if (other == null) {
                    if (pending.putIfAbsent(place, sum) != null) {
                        throw new IllegalStateException("Gradient " + place + " came twice");
                    }
                    return;
                }
            }
            float[] left = place.index() % 2 == 0 ? sum : other;
            float[] right = left == sum ? other : sum;
            accumulate(left, right);
            synchronized (this) {
                spare.push(right);
            }
            sum = left;
            place = place.parent();
        }
    }

    /** The sums so far that could not be joined further, by first micro-batch. */
    public synchronized List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        pending.forEach((place, sum) -> nodes.add(new Node(place.level(), place.index(), sum)));
        nodes.sort(Comparator.comparingLong(node -> (long) node.index() << node.level()));
        return nodes;
    }

    /**
     * The sum over all micro-batches.
     *
     * @throws IllegalStateException when some have not come
     */
    public synchronized float[] root() {
        if (pending.size() != 1 || !pending.firstKey().isRoot(leaves)) {
            throw new IllegalStateException(
                    "Gradients of some of " + leaves + " micro-batches are missing; there are " + pending.keySet());
        }
        return pending.firstEntry().getValue();
    }

    /** Readies the tree for the next batch; its arrays are used again. */
    public synchronized void clear() {
        pending.values().forEach(spare::push);
        pending.clear();
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

    private static void accumulate(float[] into, float[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] += from[i];
        }
    }

    /** Sum over micro-batches index · 2^level … (index + 1) · 2^level − 1, as far as there are such. */
    @SuppressWarnings("ArrayRecordComponent") // a large vector on its way; never compared
    public record Node(int level, int index, float[] sum) implements Serializable {
        @Override
        public String toString() {
            return "node " + level + "/" + index;
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
