package dev.millrace.tokenizer.bpe;

import java.util.Arrays;
import java.util.Optional;

/**
 * The tokens that merges really make, numbered by when: first the 256 bytes by their value, then what each merge
 * yields, the first merge first. Each stands for the one pair of earlier tokens that the merges join into it; other
 * merges that spell it never come to apply, as the same bytes merge in the same order wherever they end as one token.
 */
final class MergeForest {
    static final int BYTES = 256;

    /** No such token. */
    static final int NONE = -1;

    /** Numbers that fit into {@link #pairs}. */
    private static final int NUMBER_BITS = 21;

    private static final int MOST = 1 << NUMBER_BITS;
    private static final long EMPTY = -1;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int size;
    private final int[] ids;
    private final int[] left;
    private final int[] right;
    private final byte[][] bytes;
    private final long[] pairs; // left, right and what they make, 21 bits each: one load tells all
    private final int shift;

    private MergeForest(int size, int[] ids, int[] left, int[] right, byte[][] bytes) {
        this.size = size;
        this.ids = ids;
        this.left = left;
        this.right = right;
        this.bytes = bytes;
        int slotBits = Integer.SIZE - Integer.numberOfLeadingZeros(size) + 1;
        shift = Long.SIZE - slotBits;
        pairs = new long[1 << slotBits];
        Arrays.fill(pairs, EMPTY);
        for (int token = BYTES; token < size; token++) {
            int slot = slot(pair(left[token], right[token]));
            while (pairs[slot] != EMPTY) {
                slot = (slot + 1) & (pairs.length - 1);
            }
            pairs[slot] = pair(left[token], right[token]) << NUMBER_BITS | token;
        }
    }

    /** Empty for merges of which one joins what a later one makes, and for more than 2^21 tokens. */
    static Optional<MergeForest> of(BpeModel model) {
        int[] rankOf = ranksThatMake(model);
        int size = BYTES;
        int[] numbers = new int[model.size()];
        Arrays.fill(numbers, NONE);
        int most = BYTES + model.merges();
        if (most > MOST) {
            return Optional.empty();
        }
        int[] ids = new int[most];
        int[] left = new int[most];
        int[] right = new int[most];
        byte[][] bytes = new byte[most][];
        for (int value = 0; value < BYTES; value++) {
            ids[value] = model.idOfByte((byte) value);
            bytes[value] = new byte[] {(byte) value};
            if (ids[value] != BpeModel.NO_ID) {
                numbers[ids[value]] = value;
            }
        }
        for (int rank = 0; rank < model.merges(); rank++) {
            int id = model.merged()[rank];
            if (rankOf[id] != rank) {
                continue;
            }
            left[size] = numbers[model.left(rank)];
            right[size] = numbers[model.right(rank)];
            if (left[size] == NONE || right[size] == NONE) {
                return Optional.empty();
            }
            bytes[size] = joined(bytes[left[size]], bytes[right[size]]);
            ids[size] = id;
            numbers[id] = size++;
        }
        return Optional.of(new MergeForest(
                size,
                Arrays.copyOf(ids, size),
                Arrays.copyOf(left, size),
                Arrays.copyOf(right, size),
                Arrays.copyOf(bytes, size)));
    }

    /** By id, the rank of the merge that its bytes end with when nothing stands around them; {@link #NONE}: no merge. */
    private static int[] ranksThatMake(BpeModel model) {
        PairRanks ranks = model.ranks();
        WordMerger merger = new WordMerger(ranks, model.merged());
        int[] rankOf = new int[model.size()];
        Arrays.fill(rankOf, NONE);
        for (int id : model.merged()) {
            if (rankOf[id] != NONE) {
                continue;
            }
            int[] parts = model.byteIds(id);
            if (merger.merge(parts, 0, parts.length, 2) == 2) {
                int rank = ranks.rank(parts[0], parts[1]);
                rankOf[id] = rank != PairRanks.NONE && model.merged()[rank] == id ? rank : NONE;
            }
        }
        return rankOf;
    }

    private static byte[] joined(byte[] left, byte[] right) {
        byte[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }

    int size() {
        return size;
    }

    /** Id in the vocabulary; {@link BpeModel#NO_ID} for a byte that it lacks. */
    int id(int token) {
        return ids[token];
    }

    /** The token's left part; for merged ones only. */
    int left(int token) {
        return left[token];
    }

    /** The token's right part; for merged ones only. */
    int right(int token) {
        return right[token];
    }

    /** Bytes that the token stands for; not to be changed. */
    byte[] bytes(int token) {
        return bytes[token];
    }

    /** What the merge of two tokens makes; {@link #NONE} if none joins them. */
    int joined(int leftToken, int rightToken) {
        long pair = pair(leftToken, rightToken);
        int slot = slot(pair);
        while (true) {
            long entry = pairs[slot];
            if (entry >> NUMBER_BITS == pair) {
                return (int) entry & (MOST - 1);
            }
            if (entry == EMPTY) {
                return NONE;
            }
            slot = (slot + 1) & (pairs.length - 1);
        }
    }

    /** Both tokens in one number, of 42 bits. */
    static long pair(int leftToken, int rightToken) {
        return (long) leftToken << NUMBER_BITS | rightToken;
    }

    private int slot(long pair) {
        return (int) ((pair * GOLDEN) >>> shift);
    }
}
