package dev.millrace.tokenizer.unigram;

import java.util.List;

/** Where a text may be cut so that no piece of a vocabulary lies on both sides. */
enum Boundary {
    /** Before a ▁ that follows something else. */
    BEFORE_SPACE,
    /** After a ▁ that something else follows. */
    AFTER_SPACE,
    NOWHERE;

    private static final byte LEAD = (byte) 0xE2; // ▁ is E2 96 81
    private static final byte MIDDLE = (byte) 0x96;
    private static final byte LAST = (byte) 0x81;
    static final int SPACE_BYTES = 3;

    /** @param pieces in UTF-8 */
    static Boundary of(List<byte[]> pieces) {
        boolean before = true;
        boolean after = true;
        for (byte[] piece : pieces) {
            before &= BEFORE_SPACE.end(piece, 0, piece.length) == piece.length;
            after &= AFTER_SPACE.end(piece, 0, piece.length) == piece.length;
        }
        return before ? BEFORE_SPACE : after ? AFTER_SPACE : NOWHERE;
    }

    /** Where what begins at {@code from} ends, exclusive. */
    int end(byte[] utf8, int from, int to) {
        if (this == NOWHERE) {
            return to;
        }
        int at = from;
        while (at < to && isSpace(utf8, at, to)) {
            at += SPACE_BYTES;
        }
        if (this == AFTER_SPACE && at > from) {
            return at;
        }
        while (at < to && !isSpace(utf8, at, to)) {
            at++;
        }
        while (this == AFTER_SPACE && at < to && isSpace(utf8, at, to)) {
            at += SPACE_BYTES;
        }
        return at;
    }

    static boolean isSpace(byte[] utf8, int at, int to) {
        return utf8[at] == LEAD && to - at >= SPACE_BYTES && utf8[at + 1] == MIDDLE && utf8[at + 2] == LAST;
    }
}
