package dev.millrace.tokenizer.bpe;

/** Pairs of bytes between which some merge joins two tokens: where no such pair stands, words fall apart. */
final class JoinedBytes {
    private final long[] pairs = new long[(1 << 16) / Long.SIZE];

    JoinedBytes(MergeForest forest) {
        for (int token = MergeForest.BYTES; token < forest.size(); token++) {
            byte[] left = forest.bytes(forest.left(token));
            int pair = pair(left[left.length - 1], forest.bytes(forest.right(token))[0]);
            pairs[pair >> 6] |= 1L << pair;
        }
    }

    boolean holds(byte last, byte first) {
        int pair = pair(last, first);
        return (pairs[pair >> 6] & 1L << pair) != 0;
    }

    private static int pair(byte last, byte first) {
        return (last & 0xFF) << 8 | (first & 0xFF);
    }
}
