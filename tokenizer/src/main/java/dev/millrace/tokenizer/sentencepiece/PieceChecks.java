package dev.millrace.tokenizer.sentencepiece;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What SentencePiece demands of a vocabulary. */
final class PieceChecks {
    private static final int BYTES = 256;

    private PieceChecks() {}

    static void check(List<Piece> pieces, boolean byteFallback) {
        Map<String, Integer> texts = new HashMap<>();
        Map<String, Integer> reserved = new HashMap<>();
        Set<String> bytes = new HashSet<>();
        int unknown = 0;
        for (int id = 0; id < pieces.size(); id++) {
            Piece piece = pieces.get(id);
            Integer known = switch (piece.type()) {
                case NORMAL, USER_DEFINED, UNUSED -> texts.put(piece.content(), id);
                case UNKNOWN, CONTROL, BYTE -> reserved.put(piece.content(), id);
            };
            if (known != null) {
                throw new IllegalArgumentException(
                        "piece \"" + piece.content() + "\" has the ids " + known + " and " + id);
            }
            if (piece.type() == PieceType.UNKNOWN && unknown++ > 0) {
                throw new IllegalArgumentException("piece " + id + " is a second one for the unknown");
            }
            if (piece.type() == PieceType.BYTE) {
                bytes.add(piece.content());
            }
        }
        if (unknown == 0) {
            throw new IllegalArgumentException("no piece is for the unknown");
        }
        checkBytes(bytes, byteFallback);
    }

    private static void checkBytes(Set<String> bytes, boolean byteFallback) {
        if (!byteFallback && !bytes.isEmpty()) {
            throw new IllegalArgumentException("there are byte pieces, but byte_fallback is off");
        }
        for (int value = 0; byteFallback && value < BYTES; value++) {
            if (!bytes.remove(Piece.ofByte(value))) {
                throw new IllegalArgumentException(
                        "byte_fallback is on, but the piece " + Piece.ofByte(value) + " is missing");
            }
        }
        if (!bytes.isEmpty()) {
            throw new IllegalArgumentException(
                    "byte piece \"" + bytes.iterator().next() + "\" must be spelled like " + Piece.ofByte(10));
        }
    }
}
