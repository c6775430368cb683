package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.unigram.Convention;
import dev.millrace.tokenizer.unigram.UnigramModel;
import dev.millrace.tokenizer.unigram.UnigramPiece;
import java.util.List;

/** The rule by which a model file splits words. */
final class PieceModels {
    private PieceModels() {}

    /** @throws IllegalArgumentException if it is one that isn't supported */
    static TokenModel of(ModelFile file) {
        return switch (file.type()) {
            case UNIGRAM ->
                new UnigramModel(unigram(file), file.unknownId(), file.byteFallback(), Convention.SENTENCEPIECE);
            case BPE -> new BpePieces(file);
            case WORD, CHAR ->
                throw new IllegalArgumentException("trainer_spec.model_type "
                        + file.type().spelling() + " is not supported (only unigram and bpe are)");
        };
    }

    private static List<UnigramPiece> unigram(ModelFile file) {
        return file.pieces().stream()
                .map(piece -> new UnigramPiece(
                        piece.content(),
                        piece.score(),
                        switch (piece.type()) {
                            case NORMAL -> UnigramPiece.Role.TEXT;
                            case USER_DEFINED -> UnigramPiece.Role.ALWAYS;
                            case UNKNOWN, CONTROL, UNUSED, BYTE -> UnigramPiece.Role.RESERVED;
                        }))
                .toList();
    }
}
