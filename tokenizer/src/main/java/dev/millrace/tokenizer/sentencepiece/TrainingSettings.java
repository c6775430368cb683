package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.charsmap.RuleSet;
import dev.millrace.tokenizer.unigram.training.PieceRules;
import dev.millrace.tokenizer.unigram.training.UnigramTrainer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a SentencePiece model is trained to be.
 *
 * @param vocabularySize all tokens, special ones and bytes included; a corpus with too few substrings yields fewer
 * @param rules what is done to characters before all else
 * @param whiteSpace what is done to spaces
 * @param specials the first tokens, which no text becomes; the one for the unknown is among them
 * @param userDefined the next ones: texts that are always one token
 * @param byteFallback whether 256 tokens stand for the bytes of unknown characters
 * @param pieces what may be one piece
 * @param characterCoverage share of all characters that get a token each; the rarest are unknown
 * @param threads that share the work; the result is the same for any number
 */
public record TrainingSettings(
        int vocabularySize,
        RuleSet rules,
        WhiteSpace whiteSpace,
        List<String> specials,
        SpecialNames names,
        List<String> userDefined,
        boolean byteFallback,
        PieceRules pieces,
        double characterCoverage,
        int threads) {
    private static final int BYTES = 256;

    public TrainingSettings {
        specials = List.copyOf(specials);
        userDefined = List.copyOf(userDefined);
        if (!specials.contains(names.unknown())) {
            throw new IllegalArgumentException(
                    "Invalid special tokens: " + specials + " (\"" + names.unknown() + "\" must be among them)");
        }
        if (!whiteSpace.escape()) {
            throw new IllegalArgumentException("Invalid white space: spaces must be written as ▁ to train");
        }
        if (whiteSpace.suffix() != pieces.whiteSpaceSuffix()) {
            throw new IllegalArgumentException("Invalid white space: text and pieces must have ▁ on the same side");
        }
        int reserved = specials.size() + userDefined.size() + (byteFallback ? BYTES : 0);
        if (vocabularySize <= reserved) {
            throw new IllegalArgumentException("Invalid vocabulary size: " + vocabularySize + " (must be > " + reserved
                    + ", the special tokens, user-defined ones and bytes)");
        }
    }

    /** As {@code spm_train} does it: {@code <unk>}, {@code <s>} and {@code </s>} first, rules {@code nmt_nfkc}. */
    public static TrainingSettings of(int vocabularySize) {
        return new TrainingSettings(
                vocabularySize,
                RuleSet.NMT_NFKC,
                WhiteSpace.usual(),
                List.of("<unk>", "<s>", "</s>"),
                SpecialNames.usual(),
                List.of(),
                false,
                PieceRules.usual(),
                0.9995,
                Runtime.getRuntime().availableProcessors());
    }

    public TrainingSettings withRules(RuleSet others) {
        return new TrainingSettings(
                vocabularySize,
                others,
                whiteSpace,
                specials,
                names,
                userDefined,
                byteFallback,
                pieces,
                characterCoverage,
                threads);
    }

    public TrainingSettings withByteFallback() {
        return new TrainingSettings(
                vocabularySize,
                rules,
                whiteSpace,
                specials,
                names,
                userDefined,
                true,
                pieces,
                characterCoverage,
                threads);
    }

    public TrainingSettings withSpecials(List<String> others) {
        return new TrainingSettings(
                vocabularySize,
                rules,
                whiteSpace,
                others,
                names,
                userDefined,
                byteFallback,
                pieces,
                characterCoverage,
                threads);
    }

    public TrainingSettings withUserDefined(List<String> others) {
        return new TrainingSettings(
                vocabularySize,
                rules,
                whiteSpace,
                specials,
                names,
                others,
                byteFallback,
                pieces,
                characterCoverage,
                threads);
    }

    public TrainingSettings withCharacterCoverage(double other) {
        return new TrainingSettings(
                vocabularySize, rules, whiteSpace, specials, names, userDefined, byteFallback, pieces, other, threads);
    }

    public TrainingSettings withThreads(int other) {
        return new TrainingSettings(
                vocabularySize,
                rules,
                whiteSpace,
                specials,
                names,
                userDefined,
                byteFallback,
                pieces,
                characterCoverage,
                other);
    }

    /** The first tokens, which are not learnt. */
    List<Piece> reserved() {
        List<Piece> reserved = new ArrayList<>();
        specials.forEach(name ->
                reserved.add(new Piece(name, 0, name.equals(names.unknown()) ? PieceType.UNKNOWN : PieceType.CONTROL)));
        userDefined.forEach(text -> reserved.add(new Piece(text, 0, PieceType.USER_DEFINED)));
        for (int value = 0; byteFallback && value < BYTES; value++) {
            reserved.add(new Piece(Piece.ofByte(value), 0, PieceType.BYTE));
        }
        return reserved;
    }

    UnigramTrainer.Settings unigram() {
        return UnigramTrainer.Settings.of(vocabularySize - reserved().size())
                .withRules(pieces)
                .withCharacterCoverage(characterCoverage)
                .withThreads(threads);
    }
}
