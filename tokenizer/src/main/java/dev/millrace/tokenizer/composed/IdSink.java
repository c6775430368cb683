package dev.millrace.tokenizer.composed;

import java.util.Arrays;

/** Keeps nothing but ids. */
final class IdSink implements TokenSink {
    private static final int KEPT = 1 << 20;

    private int[] ids = new int[1 << 10];
    private int size;

    @Override
    public void added(int id, String content, int start, int end) {
        reserve(1);
        ids[size++] = id;
    }

    @Override
    public void tokens(EncodedPiece piece) {
        int count = piece.tokens().size();
        reserve(count);
        for (int i = 0; i < count; i++) {
            ids[size + i] = piece.tokens().id(i);
        }
        size += count;
    }

    /** A copy of the ids; none are kept after. */
    int[] take() {
        int[] taken = Arrays.copyOf(ids, size);
        size = 0;
        if (ids.length > KEPT) {
            ids = new int[KEPT];
        }
        return taken;
    }

    private void reserve(int more) {
        if (more > ids.length - size) {
            ids = Arrays.copyOf(ids, Math.max(Math.addExact(size, more), (int)
                    Math.min(Integer.MAX_VALUE - 8, 2L * size)));
        }
    }
}
