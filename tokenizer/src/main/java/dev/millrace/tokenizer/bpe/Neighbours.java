package dev.millrace.tokenizer.bpe;

/**
 * Whether merges leave two tokens side by side, from their bytes alone: they do unless a merge joins a part at the end
 * of the left one to a part at the beginning of the right one before both are whole. Answers are kept in a small
 * table. Not thread-safe.
 */
final class Neighbours {
    private static final int KEPT_BITS = 14;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final MergeForest forest;
    private final JoinedBytes joinedBytes;
    private final long[] kept = new long[1 << KEPT_BITS]; // pair, then whether it stays apart; 0 is (0, 0), which joins

    Neighbours(MergeForest forest, JoinedBytes joinedBytes) {
        this.forest = forest;
        this.joinedBytes = joinedBytes;
    }

    /**
     * @param last byte of the left token
     * @param first byte of the right token
     */
    boolean stayApart(int left, int right, byte last, byte first) {
        if (!joinedBytes.holds(last, first)) {
            return true;
        }
        long pair = MergeForest.pair(left, right);
        int slot = (int) ((pair * GOLDEN) >>> (Long.SIZE - KEPT_BITS));
        long known = kept[slot];
        if (known >>> 1 == pair && known != 0) {
            return (known & 1) != 0;
        }
        boolean apart = apart(left, right);
        kept[slot] = pair << 1 | (apart ? 1 : 0);
        return apart;
    }

    /**
     * Takes the younger of the two apart, again and again, and looks whether what then stands side by side was joined
     * before that one was made; of two that are as old the left was made first.
     */
    private boolean apart(int leftToken, int rightToken) {
        int left = leftToken;
        int right = rightToken;
        int limit = Integer.MAX_VALUE;
        while (true) {
            int joined = forest.joined(left, right);
            if (joined != MergeForest.NONE && joined < limit) {
                return false;
            }
            if (Math.max(left, right) < MergeForest.BYTES) {
                return true;
            }
            if (left > right) {
                limit = left;
                left = forest.right(left);
            } else {
                limit = right + 1;
                right = forest.left(right);
            }
        }
    }
}
