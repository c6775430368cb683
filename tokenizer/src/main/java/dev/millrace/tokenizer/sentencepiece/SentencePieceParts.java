package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.charsmap.Precompiled;
import dev.millrace.tokenizer.composed.TokenizerParts;
import dev.millrace.tokenizer.decoder.ByteFallback;
import dev.millrace.tokenizer.decoder.Fuse;
import dev.millrace.tokenizer.decoder.MetaspaceDecoder;
import dev.millrace.tokenizer.decoder.TokenDecoder;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.normalizer.Replace;
import dev.millrace.tokenizer.normalizer.Strip;
import dev.millrace.tokenizer.pretoken.Metaspace;
import dev.millrace.tokenizer.regex.Regex;
import dev.millrace.tokenizer.unigram.Convention;
import dev.millrace.tokenizer.unigram.UnigramModel;
import dev.millrace.tokenizer.unigram.UnigramPiece;
import java.util.ArrayList;
import java.util.List;

/**
 * A Unigram model file as the parts of a {@code tokenizer.json}, the way Hugging Face converts them. The ids are those
 * of SentencePiece, but for sequences that Hugging Face's normaliser treats otherwise, such as a mark on white space.
 */
public final class SentencePieceParts {
    private SentencePieceParts() {}

    /** @throws IllegalArgumentException if {@code tokenizer.json} can't say what the model does */
    public static TokenizerParts of(ModelFile file) {
        WhiteSpace whiteSpace = file.whiteSpace();
        require(
                file.type() == ModelType.UNIGRAM,
                "a model of type " + file.type().spelling());
        require(whiteSpace.escape(), "white space that isn't written as ▁");
        require(!whiteSpace.suffix(), "white space as a suffix");
        List<AddedToken> added = added(file);
        boolean userDefined = !file.ids(PieceType.USER_DEFINED).isEmpty();
        UnigramModel model =
                model(file).reserving(added.stream().map(AddedToken::content).toList());
        // text between user-defined tokens goes on without a space of its own
        Metaspace.Prepend prepend = !whiteSpace.dummyPrefix()
                ? Metaspace.Prepend.NEVER
                : userDefined ? Metaspace.Prepend.FIRST : Metaspace.Prepend.ALWAYS;
        return TokenizerParts.of(model)
                .withAddedTokens(added)
                .withNormalizer(normalizer(file))
                .withPreTokenizer(new Metaspace(Piece.SPACE, prepend, Metaspace.Parts.SPLIT))
                .withDecoder(decoder(file));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("tokenizer.json is not written for " + what);
        }
    }

    private static UnigramModel model(ModelFile file) {
        List<UnigramPiece> pieces = file.pieces().stream()
                .map(piece -> new UnigramPiece(piece.content(), piece.score(), UnigramPiece.Role.TEXT))
                .toList();
        return new UnigramModel(pieces, file.unknownId(), file.byteFallback(), Convention.HUGGING_FACE);
    }

    private static List<AddedToken> added(ModelFile file) {
        List<AddedToken> added = new ArrayList<>();
        for (int id = 0; id < file.pieces().size(); id++) {
            Piece piece = file.pieces().get(id);
            switch (piece.type()) {
                case UNKNOWN, CONTROL -> added.add(AddedToken.special(id, piece.content()));
                case USER_DEFINED -> added.add(new AddedToken(id, piece.content(), false, false, false, false, false));
                case NORMAL, UNUSED, BYTE -> {}
            }
        }
        return added;
    }

    private static Normalizer normalizer(ModelFile file) {
        List<Normalizer> parts = new ArrayList<>();
        if (file.rules().compiled().length > 0) {
            parts.add(new Precompiled(file.rules()));
        }
        if (file.whiteSpace().removeExtra()) {
            parts.add(Strip.BOTH);
            parts.add(Replace.regex(new Regex(" {2,}"), " "));
        }
        return new Normalizer.Sequence(parts);
    }

    private static TokenDecoder decoder(ModelFile file) {
        MetaspaceDecoder spaces = new MetaspaceDecoder(
                Piece.SPACE,
                file.whiteSpace().dummyPrefix() ? MetaspaceDecoder.First.DROPPED : MetaspaceDecoder.First.KEPT);
        return file.byteFallback()
                ? new TokenDecoder.Sequence(List.of(new ByteFallback(), spaces, new Fuse()))
                : spaces;
    }
}
