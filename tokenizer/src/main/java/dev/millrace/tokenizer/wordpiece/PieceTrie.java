package dev.millrace.tokenizer.wordpiece;

import dev.millrace.tokenizer.model.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All tokens in one trie over bytes with two roots: where words begin, and where they go on. Nodes are numbered by
 * depth, a node's children one after the other. Where no child fits, what has been read so far is the tokens of
 * {@link #popped}, and the rest of it leads to {@link #failure}: LinMaxMatch's failure links and pops.
 */
final class PieceTrie {
    static final int NONE = -1;
    static final int BEGINNING = 0;
    static final int CONTINUATION = 1;

    private static final int ROOTS = 2;
    private static final int FEW = 8;

    private final int[][] rootChildren = new int[ROOTS][1 << Byte.SIZE];
    private int nodes = ROOTS;
    private int[] children = new int[1 << 10]; // of a node: from its entry to that of the next node
    private byte[] labels = new byte[1 << 10];
    private int[] tokens = new int[1 << 10];
    private int[] failures = new int[1 << 10];
    private int[] popped = new int[1 << 10];
    private final PopLists lists = new PopLists();

    PieceTrie(Vocabulary vocabulary, String continuingPrefix) {
        List<Piece> beginning = new ArrayList<>();
        List<Piece> continuation = new ArrayList<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            String token = vocabulary.token(id);
            add(beginning, token, id);
            if (token.startsWith(continuingPrefix)) {
                add(continuation, token.substring(continuingPrefix.length()), id);
            }
        }
        new Builder(beginning, continuation).build();
    }

    private static void add(List<Piece> pieces, String content, int id) {
        if (!content.isEmpty()) {
            pieces.add(new Piece(content.getBytes(StandardCharsets.UTF_8), id));
        }
    }

    /** A token without its prefix. */
    private static final class Piece {
        private final byte[] bytes;
        private final int id;

        Piece(byte[] bytes, int id) {
            this.bytes = bytes;
            this.id = id;
        }
    }

    /** Node that the byte leads to; {@link #NONE} where no token goes on so. */
    int child(int node, byte label) {
        if (node < ROOTS) {
            return rootChildren[node][label & 0xFF];
        }
        int from = children[node];
        int to = children[node + 1];
        while (to - from > FEW) {
            int middle = (from + to) >>> 1;
            if (labels[middle] <= label) {
                from = middle;
            } else {
                to = middle;
            }
        }
        for (int child = from; child < to; child++) {
            if (labels[child] == label) {
                return child;
            }
        }
        return NONE;
    }

    /** Node that stands for what is left after the tokens of {@link #popped}; {@link #NONE} if there are none. */
    int failure(int node) {
        return failures[node];
    }

    /** List, in {@link #lists}, of the tokens that what leads to the node begins with. */
    int popped(int node) {
        return popped[node];
    }

    PopLists lists() {
        return lists;
    }

    /** Numbers the nodes level by level. */
    private final class Builder {
        private final Piece[] pieces;
        private int[] from = new int[1 << 10]; // by node: the pieces that pass through it
        private int[] to = new int[1 << 10];
        private int[] depths = new int[1 << 10];

        Builder(List<Piece> beginning, List<Piece> continuation) {
            List<Piece> all = new ArrayList<>(sorted(beginning));
            all.addAll(sorted(continuation));
            pieces = all.toArray(Piece[]::new);
            to[BEGINNING] = beginning.size();
            from[CONTINUATION] = beginning.size();
            to[CONTINUATION] = all.size();
        }

        // as signed bytes: the order of the search
        private static List<Piece> sorted(List<Piece> list) {
            return list.stream()
                    .sorted((a, b) -> Arrays.compare(a.bytes, b.bytes))
                    .toList();
        }

        void build() {
            for (int root = 0; root < ROOTS; root++) {
                tokens[root] = NONE;
                failures[root] = NONE;
                popped[root] = PopLists.EMPTY;
            }
            for (int node = 0; node < nodes; node++) {
                appendChildren(node);
            }
            children = Arrays.copyOf(children, nodes + 1);
            children[nodes] = nodes;
            for (int root = 0; root < ROOTS; root++) {
                Arrays.fill(rootChildren[root], NONE);
                for (int child = children[root]; child < children[root + 1]; child++) {
                    rootChildren[root][labels[child] & 0xFF] = child;
                }
            }
            for (int node = 0; node < nodes; node++) {
                for (int child = children[node]; child < children[node + 1]; child++) {
                    link(node, child);
                }
            }
            lists.trim();
        }

        private void appendChildren(int node) {
            children[node] = nodes;
            int depth = depths[node];
            int end = to[node];
            int first = from[node];
            if (first < end && pieces[first].bytes.length == depth) {
                first++;
            }
            while (first < end) {
                byte label = pieces[first].bytes[depth];
                int next = first + 1;
                while (next < end && pieces[next].bytes[depth] == label) {
                    next++;
                }
                append(label, first, next, depth + 1);
                first = next;
            }
        }

        private void append(byte label, int first, int next, int depth) {
            if (nodes + 1 >= labels.length) {
                grow(2 * labels.length);
            }
            labels[nodes] = label;
            from[nodes] = first;
            to[nodes] = next;
            depths[nodes] = depth;
            Piece shortest = pieces[first];
            tokens[nodes] = shortest.bytes.length == depth ? shortest.id : NONE;
            nodes++;
        }

        private void link(int parent, int node) {
            if (tokens[node] != NONE) {
                failures[node] = CONTINUATION;
                popped[node] = lists.append(PopLists.EMPTY, tokens[node], depths[node]);
                return;
            }
            int list = popped[parent];
            int rest = failures[parent];
            int next = NONE;
            while (rest != NONE) {
                next = child(rest, labels[node]);
                if (next != NONE) {
                    break;
                }
                list = lists.appendAll(list, popped[rest]);
                rest = failures[rest];
            }
            failures[node] = next;
            popped[node] = list;
        }

        private void grow(int capacity) {
            children = Arrays.copyOf(children, capacity);
            labels = Arrays.copyOf(labels, capacity);
            tokens = Arrays.copyOf(tokens, capacity);
            failures = Arrays.copyOf(failures, capacity);
            popped = Arrays.copyOf(popped, capacity);
            from = Arrays.copyOf(from, capacity);
            to = Arrays.copyOf(to, capacity);
            depths = Arrays.copyOf(depths, capacity);
        }
    }
}
