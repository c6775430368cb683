package dev.millrace.tokenizer.bpe;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Builds a trie in a double array: the child for byte c of the node with base b is the cell at b + c, if that cell says
 * that its parent's base is b. No two nodes have the same base. A cell is one number, as one load must do.
 *
 * @see <a href="https://doi.org/10.1109/32.31365">Aoe: An efficient digital search algorithm by using a double-array
 *     structure</a>
 */
final class DoubleArray {
    /** Base of the root. */
    static final int ROOT = 256;

    private static final int FANOUT = 256;
    private static final int LEAF = 0; // base of nodes without children: its cells belong to nobody
    private static final int FREE = -1;
    private static final int WINDOW = 256;
    private static final int BITS = 21;
    private static final int MASK = (1 << BITS) - 1;

    private final MergeForest forest;
    private final int[] lengths;
    private final int[] prefixes;
    private int[] parents = new int[1 << 16]; // by cell, the base of the parent, or FREE
    private int[] bases = new int[1 << 16];
    private int[] tokens = new int[1 << 16];
    private final BitSet usedBases = new BitSet();
    private int firstFree = ROOT + FANOUT;
    private int end = ROOT + FANOUT; // of the cells in use

    private final int[] order; // tokens; those of a node stand together
    private final int[] moved;
    private final int[] values = new int[FANOUT]; // bytes of a node's children
    private final int[] firsts = new int[FANOUT + 1]; // where each child's tokens begin
    private final Nodes open;

    /**
     * @param lengths of the tokens in bytes
     * @param prefixes receives the longest token that each begins with
     */
    DoubleArray(MergeForest forest, int[] lengths, int[] prefixes) {
        this.forest = forest;
        this.lengths = lengths;
        this.prefixes = prefixes;
        order = new int[forest.size()];
        moved = new int[forest.size()];
        open = new Nodes(forest.size() + FANOUT);
        for (int token = 0; token < order.length; token++) {
            order[token] = token;
        }
        Arrays.fill(parents, FREE);
        Arrays.fill(parents, ROOT, ROOT + FANOUT, ROOT);
        usedBases.set(ROOT);
    }

    static boolean isChild(long cell, int parentBase) {
        return cell >>> (2 * BITS) == parentBase;
    }

    /** Base of the node's own children. */
    static int base(long cell) {
        return (int) (cell >>> BITS) & MASK;
    }

    /** Token that ends at the node, or {@link MergeForest#NONE}. */
    static int token(long cell) {
        return ((int) cell & MASK) - 1;
    }

    /** Empty if the cells are too many to be numbered. */
    Optional<long[]> cells() {
        sort(0, order.length, 0);
        addChildren(children(0, order.length, 0), ROOT, 1, MergeForest.NONE);
        // the nodes near the root, which every search passes, stand together
        while (!open.isEmpty()) {
            place(open.from(), open.to(), open.depth(), open.cell(), open.longest());
            open.removeFirst();
        }
        if (end + FANOUT > MASK) {
            return Optional.empty();
        }
        long[] cells = new long[end + FANOUT];
        Arrays.fill(cells, (long) MASK << (2 * BITS));
        for (int cell = ROOT; cell < end; cell++) {
            if (parents[cell] != FREE) {
                cells[cell] = ((long) parents[cell] << (2 * BITS)) | ((long) bases[cell] << BITS) | (tokens[cell] + 1);
            }
        }
        return Optional.of(cells);
    }

    /** A node's text is the first {@code depth} bytes of its tokens, which stand from {@code from} to {@code to}. */
    private void place(int from, int to, int depth, int cell, int longestAbove) {
        sort(from, to, depth);
        int first = from;
        int longest = longestAbove;
        if (lengths[order[from]] == depth) {
            int token = order[from];
            tokens[cell] = token;
            prefixes[token] = longest;
            longest = token;
            first++;
        }
        if (first == to) {
            bases[cell] = LEAF;
            return;
        }
        int count = children(first, to, depth);
        int base = freeBase(count); // may put other arrays in place
        bases[cell] = base;
        addChildren(count, base, depth + 1, longest);
    }

    /** Sorts by the byte at a depth; the token that ends before it, if there is one, comes first. */
    private void sort(int from, int to, int depth) {
        if (to - from < 2) {
            return;
        }
        int[] ends = new int[FANOUT + 2];
        for (int i = from; i < to; i++) {
            ends[key(order[i], depth) + 1]++;
        }
        for (int key = 0; key <= FANOUT; key++) {
            ends[key + 1] += ends[key];
        }
        System.arraycopy(order, from, moved, from, to - from);
        for (int i = from; i < to; i++) {
            order[from + ends[key(moved[i], depth)]++] = moved[i];
        }
    }

    private int key(int token, int depth) {
        return lengths[token] == depth ? 0 : value(token, depth) + 1;
    }

    private int value(int token, int depth) {
        return forest.bytes(token)[depth] & 0xFF;
    }

    /** Finds the children among sorted tokens; how many there are. */
    private int children(int from, int to, int depth) {
        int count = 0;
        for (int i = from; i < to; i++) {
            int value = value(order[i], depth);
            if (count == 0 || values[count - 1] != value) {
                values[count] = value;
                firsts[count++] = i;
            }
        }
        firsts[count] = to;
        return count;
    }

    private void addChildren(int count, int base, int depth, int longest) {
        for (int child = 0; child < count; child++) {
            int cell = base + values[child];
            parents[cell] = base;
            tokens[cell] = MergeForest.NONE;
            end = Math.max(end, cell + 1);
            open.add(firsts[child], firsts[child + 1], depth, cell, longest);
        }
    }

    /** A base at which the cells of all children are free, and which no other node has. */
    private int freeBase(int children) {
        while (firstFree < end && parents[firstFree] != FREE) {
            firstFree++;
        }
        // a short look at the first gaps, which are given up bit by bit, so that building takes linear time
        int last = Math.min(firstFree + WINDOW, end);
        for (int cell = firstFree; cell < last; cell++) {
            if (parents[cell] == FREE && fits(cell - values[0], children)) {
                return taken(cell - values[0]);
            }
        }
        firstFree = Math.min(firstFree + WINDOW / 8, end);
        return taken(usedBases.nextClearBit(Math.max(end - values[0], ROOT + FANOUT)));
    }

    private boolean fits(int base, int children) {
        if (base < ROOT + FANOUT || usedBases.get(base)) {
            return false;
        }
        for (int child = 0; child < children; child++) {
            if (parents[base + values[child]] != FREE) {
                return false;
            }
        }
        return true;
    }

    private int taken(int base) {
        usedBases.set(base);
        int needed = base + 2 * FANOUT;
        if (needed > parents.length) {
            int old = parents.length;
            int capacity = Math.max(needed, old + (old >> 1));
            parents = Arrays.copyOf(parents, capacity);
            Arrays.fill(parents, old, capacity, FREE);
            bases = Arrays.copyOf(bases, capacity);
            tokens = Arrays.copyOf(tokens, capacity);
        }
        return base;
    }

    /** Nodes that are still to be placed, the first added first out. */
    private static final class Nodes {
        private static final int FIELDS = 5;

        private final int[] ring;
        private int first;
        private int size;

        Nodes(int most) {
            ring = new int[FIELDS * most];
        }

        boolean isEmpty() {
            return size == 0;
        }

        void add(int from, int to, int depth, int cell, int longest) {
            int at = (first + size) % ring.length;
            ring[at] = from;
            ring[at + 1] = to;
            ring[at + 2] = depth;
            ring[at + 3] = cell;
            ring[at + 4] = longest;
            size += FIELDS;
        }

        void removeFirst() {
            first = (first + FIELDS) % ring.length;
            size -= FIELDS;
        }

        int from() {
            return ring[first];
        }

        int to() {
            return ring[first + 1];
        }

        int depth() {
            return ring[first + 2];
        }

        int cell() {
            return ring[first + 3];
        }

        /** The longest token on the way to the node. */
        int longest() {
            return ring[first + 4];
        }
    }
}
