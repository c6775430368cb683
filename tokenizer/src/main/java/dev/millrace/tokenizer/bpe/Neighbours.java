package dev.millrace.tokenizer.bpe;

/**
 * Which tokens may stand side by side: those that merges leave so, from their bytes alone. They do unless a merge joins
 * a part at the end of the left one to a part at the beginning of the right one before both are whole. Answers are kept
 * in a small table. Not thread-safe.
 */
final class Neighbours {
    private static final int KEPT_BITS = 14;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long ANSWER = (1L << MergeForest.NUMBER_BITS) - 1;

    private final MergeForest forest;
    private final LongestMatch match;
    private final JoinedBytes joinedBytes;
    private final long[] kept = new long[1 << KEPT_BITS]; // pair, then the answer + 1; 0 is empty

    Neighbours(MergeForest forest, LongestMatch match, JoinedBytes joinedBytes) {
        this.forest = forest;
        this.match = match;
        this.joinedBytes = joinedBytes;
    }

    /**
     * The longest token that the right one begins with, itself first, that may stand beside the left one.
     *
     * @param last byte of the left token
     * @param first byte of the right token
     * @return {@link MergeForest#NONE} if there is none
     */
    int longestBeside(int left, int right, byte last, byte first) {
        if (!joinedBytes.holds(last, first)) {
            return right;
        }
        long pair = MergeForest.pair(left, right);
        int slot = (int) ((pair * GOLDEN) >>> (Long.SIZE - KEPT_BITS));
        long known = kept[slot];
        if (known >>> MergeForest.NUMBER_BITS == pair && known != 0) {
            return (int) (known & ANSWER) - 1;
        }
        int token = right;
        while (token != MergeForest.NONE && !apart(forest, left, token)) {
            token = match.prefix(token);
        }
        kept[slot] = pair << MergeForest.NUMBER_BITS | (token + 1);
        return token;
    }

    /**
     * Takes the younger of the two apart, again and again, and looks whether what then stands side by side was joined
     * before that one was made; of two that are as old the left was made first.
     */
    static boolean apart(MergeForest forest, int leftToken, int rightToken) {
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
