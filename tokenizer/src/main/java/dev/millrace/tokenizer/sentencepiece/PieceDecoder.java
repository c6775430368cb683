package dev.millrace.tokenizer.sentencepiece;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Joins pieces to text: ▁ becomes a space, the first one vanishes, bytes become characters again. */
final class PieceDecoder {
    private static final String SYMBOL = String.valueOf(Piece.SPACE);

    private final List<Piece> pieces;
    private final byte[] unknown;
    private final boolean stripsFirst;
    private final boolean stripsAll;

    PieceDecoder(ModelFile file) {
        pieces = file.pieces();
        unknown = file.unknownSurface().getBytes(StandardCharsets.UTF_8);
        stripsAll = file.whiteSpace().removeExtra();
        stripsFirst = stripsAll || file.whiteSpace().dummyPrefix();
    }

    /** @throws IllegalArgumentException if an id is no piece's */
    byte[] decode(int[] ids) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean stripped = false;
        for (int id : ids) {
            if (id < 0 || id >= pieces.size()) {
                throw new IllegalArgumentException(
                        "Invalid token id: " + id + " (must be from 0 to " + (pieces.size() - 1) + ")");
            }
            Piece piece = pieces.get(id);
            if (piece.type() == PieceType.BYTE) {
                bytes.write(Integer.parseInt(piece.content().substring(3, 5), 16));
                continue;
            }
            flush(bytes, text);
            boolean first = !stripped && text.size() == 0;
            switch (piece.type()) {
                case CONTROL -> {}
                case UNKNOWN -> text.writeBytes(unknown);
                default -> {
                    String content = piece.content();
                    if (first && stripsFirst && content.startsWith(SYMBOL)) {
                        content = content.substring(1);
                        stripped = !stripsAll;
                    }
                    text.writeBytes(content.replace(Piece.SPACE, ' ').getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        flush(bytes, text);
        return text.toByteArray();
    }

    /** Bytes that are no UTF-8 are kept as they are; reading them as text gives U+FFFD for each. */
    private static void flush(ByteArrayOutputStream bytes, ByteArrayOutputStream text) {
        text.writeBytes(bytes.toByteArray());
        bytes.reset();
    }
}
