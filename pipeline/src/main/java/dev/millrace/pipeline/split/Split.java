package dev.millrace.pipeline.split;

import dev.millrace.pipeline.dedupe.ExactFingerprint;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import net.openhft.hashing.LongHashFunction;

/** Assigns documents, or the pieces that they are cut into, to splits. */
public final class Split implements Serializable {
    private static final long serialVersionUID = 1;

    private final SplitSettings settings;
    private final long seed;

    /** What a document is for. */
    public enum Part {
        TRAIN,
        VALIDATION,
        TEST
    }

    /** Text that belongs to one part. */
    public record Piece(Part part, String text) {}

    public Split(SplitSettings settings, long seed) {
        this.settings = settings;
        this.seed = seed;
    }

    /** The text, whole or cut, in its order; at least one piece, and an empty one only of an empty text. */
    public List<Piece> pieces(String text) {
        return switch (settings.by()) {
            case DOCUMENT_HASH -> List.of(new Piece(of(ExactFingerprint.of(text)), text));
            case POSITION -> cut(text);
        };
    }

    /**
     * Of n characters ⌊n (1 − validation − test)⌋ train, and what lies between that and ⌊n (1 − test)⌋ validates.
     */
    private List<Piece> cut(String text) {
        int length = text.codePointCount(0, text.length());
        int train = text.offsetByCodePoints(0, (int) (length * (1 - settings.validation() - settings.test())));
        int validation = Math.max(train, text.offsetByCodePoints(0, (int) (length * (1 - settings.test()))));
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : List.of(
                new Piece(Part.TRAIN, text.substring(0, train)),
                new Piece(Part.VALIDATION, text.substring(train, validation)),
                new Piece(Part.TEST, text.substring(validation)))) {
            if (!piece.text().isEmpty()) {
                pieces.add(piece);
            }
        }
        return pieces.isEmpty() ? List.of(new Piece(Part.TRAIN, text)) : pieces;
    }

    /** @param fingerprint of the text; equal texts come to the same part */
    Part of(String fingerprint) {
        double drawn = (LongHashFunction.xx3(seed).hashChars("split/" + fingerprint) >>> 11) * 0x1p-53;
        if (drawn < settings.validation()) {
            return Part.VALIDATION;
        }
        return drawn < settings.validation() + settings.test() ? Part.TEST : Part.TRAIN;
    }
}
