package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.charsmap.CharsMap;
import dev.millrace.tokenizer.charsmap.CharsMapCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Vocabularies small enough to read. */
final class SmallModels {
    static final CharsMap RULES = CharsMapCompiler.compile(Map.of(
            "\t", " ", "Ａ", "a", "A", "a", "e\u0301", "é", "\u0001", "", "㍿", "co ltd", "…", "...", "\u3000", " "));

    private SmallModels() {}

    static ModelFile unigram(boolean byteFallback, WhiteSpace whiteSpace) {
        return file(ModelType.UNIGRAM, byteFallback, whiteSpace);
    }

    static ModelFile bpe() {
        return file(ModelType.BPE, false, WhiteSpace.usual());
    }

    private static ModelFile file(ModelType type, boolean byteFallback, WhiteSpace whiteSpace) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece("<unk>", 0, PieceType.UNKNOWN));
        pieces.add(new Piece("<s>", 0, PieceType.CONTROL));
        pieces.add(new Piece("</s>", 0, PieceType.CONTROL));
        pieces.add(new Piece("<sep>", 0, PieceType.USER_DEFINED));
        for (int value = 0; byteFallback && value < 256; value++) {
            pieces.add(new Piece(Piece.ofByte(value), 0, PieceType.BYTE));
        }
        float score = -1;
        for (String text : List.of(
                "▁t", "he", "▁a", "an", "in", "▁the", "nd", "▁and", "er", "ing", "▁th", "is", "▁in", "the", "and", "▁",
                "e", "t", "a", "n", "i", "s", "h", "r", "o", "d", "g", "l", "é", ".", "c", "u")) {
            pieces.add(new Piece(text, type == ModelType.BPE ? score : -2 + score / 8, PieceType.NORMAL));
            score--;
        }
        return new ModelFile(
                type,
                pieces,
                "own",
                RULES,
                whiteSpace,
                byteFallback,
                SpecialNames.usual(),
                ModelFile.USUAL_UNKNOWN_SURFACE);
    }
}
