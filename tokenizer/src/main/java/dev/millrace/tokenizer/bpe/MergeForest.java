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

    /** Bits of a token's number; one above the highest number fits too. */
    static final int NUMBER_BITS = 21;

    private static final int MOST = (1 << NUMBER_BITS) - 1;
    private static final int SIEVE_BITS = 20;
    private static final long EMPTY = -1;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private int size = BYTES;
    private final int[] ids;
    private final int[] left;
    private final int[] right;
    private final byte[][] bytes;
    private final long[] pairs; // left, right and what they make, 21 bits each: one load tells all
    private final int shift;
    private final long[] sieve =
            new long[1 << (SIEVE_BITS - 6)]; // by hash, whether any pair has it: stays in the cache

    private MergeForest(BpeModel model) {
        int most = BYTES + model.merges();
        ids = new int[most];
        left = new int[most];
        right = new int[most];
        bytes = new byte[most][];
        for (int value = 0; value < BYTES; value++) {
            ids[value] = model.idOfByte((byte) value);
            bytes[value] = new byte[] {(byte) value};
        }
        int slotBits = Integer.SIZE - Integer.numberOfLeadingZeros(most) + 1;
        shift = Long.SIZE - slotBits;
        pairs = new long[1 << slotBits];
        Arrays.fill(pairs, EMPTY);
    }

    /** Empty for merges of which one joins what a later one makes, and for more than 2^21 tokens. */
    static Optional<MergeForest> of(BpeModel model) {
        if (BYTES + model.merges() > MOST) {
            return Optional.empty();
        }
        MergeForest forest = new MergeForest(model);
        int[] numbers = forest.plant(model);
        for (int rank = 0; rank < model.merges(); rank++) {
            int leftPart = numbers[model.left(rank)];
            int rightPart = numbers[model.right(rank)];
            // passed over as its parts were still to be made, yet they come to stand side by side
            if (numbers[model.merged()[rank]] == NONE
                    && leftPart != NONE
                    && rightPart != NONE
                    && Neighbours.apart(forest, leftPart, rightPart)) {
                return Optional.empty();
            }
        }
        return Optional.of(forest);
    }

    /** Adds what each merge makes unless earlier merges join its parts otherwise; the tokens' numbers by id. */
    private int[] plant(BpeModel model) {
        int[] numbers = new int[model.size()];
        Arrays.fill(numbers, NONE);
        for (int value = 0; value < BYTES; value++) {
            if (ids[value] != BpeModel.NO_ID) {
                numbers[ids[value]] = value;
            }
        }
        for (int rank = 0; rank < model.merges(); rank++) {
            int id = model.merged()[rank];
            int leftPart = numbers[model.left(rank)];
            int rightPart = numbers[model.right(rank)];
            if (numbers[id] == NONE
                    && leftPart != NONE
                    && rightPart != NONE
                    && Neighbours.apart(this, leftPart, rightPart)) {
                numbers[id] = size;
                ids[size] = id;
                add(leftPart, rightPart);
            }
        }
        return numbers;
    }

    private void add(int leftPart, int rightPart) {
        left[size] = leftPart;
        right[size] = rightPart;
        bytes[size] = Arrays.copyOf(bytes[leftPart], bytes[leftPart].length + bytes[rightPart].length);
        System.arraycopy(bytes[rightPart], 0, bytes[size], bytes[leftPart].length, bytes[rightPart].length);
        long hash = hash(pair(leftPart, rightPart));
        int bit = (int) (hash >>> (Long.SIZE - SIEVE_BITS));
        sieve[bit >> 6] |= 1L << bit;
        int slot = (int) (hash >>> shift);
        while (pairs[slot] != EMPTY) {
            slot = (slot + 1) & (pairs.length - 1);
        }
        pairs[slot] = pair(leftPart, rightPart) << NUMBER_BITS | size;
        size++;
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
        long hash = hash(pair);
        int bit = (int) (hash >>> (Long.SIZE - SIEVE_BITS));
        if ((sieve[bit >> 6] & 1L << bit) == 0) {
            return NONE;
        }
        int slot = (int) (hash >>> shift);
        while (true) {
            long entry = pairs[slot];
            if (entry >> NUMBER_BITS == pair) {
                return (int) entry & MOST;
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

    private static long hash(long pair) {
        // the low bits of a product are poor, the high ones are taken
        return (pair ^ pair >>> NUMBER_BITS) * GOLDEN;
    }
}
