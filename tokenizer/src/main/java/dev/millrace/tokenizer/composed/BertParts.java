package dev.millrace.tokenizer.composed;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.decoder.WordPieceDecoder;
import dev.millrace.tokenizer.encoding.PostProcessor;
import dev.millrace.tokenizer.encoding.Template;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.normalizer.BertNormalizer;
import dev.millrace.tokenizer.pretoken.BertPreTokenizer;
import dev.millrace.tokenizer.wordpiece.WordPieceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What stands around WordPiece in BERT. */
public final class BertParts {
    private static final String CLASSIFIER = "[CLS]";
    private static final String SEPARATOR = "[SEP]";
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", CLASSIFIER, SEPARATOR, "[MASK]");

    private BertParts() {}

    /**
     * BERT's normaliser and words; {@code [PAD]}, {@code [UNK]}, {@code [CLS]}, {@code [SEP]} and {@code [MASK]} are
     * special where the vocabulary has them; {@code [CLS] A [SEP]} and {@code [CLS] A [SEP] B [SEP]} if it has both.
     */
    public static TokenizerParts of(WordPieceModel model, BertNormalizer normalizer) {
        List<AddedToken> special = new ArrayList<>();
        for (String token : SPECIAL) {
            model.idOf(token).ifPresent(id -> special.add(AddedToken.special(id, token)));
        }
        return TokenizerParts.of(model)
                .withAddedTokens(special)
                .withNormalizer(normalizer)
                .withPreTokenizer(new BertPreTokenizer())
                .withPostProcessor(template(model))
                .withDecoder(
                        new WordPieceDecoder(model.settings().continuingPrefix(), WordPieceDecoder.Spaces.CLEANED));
    }

    private static PostProcessor template(TokenModel model) {
        OptionalInt classifier = model.idOf(CLASSIFIER);
        OptionalInt separator = model.idOf(SEPARATOR);
        if (classifier.isEmpty() || separator.isEmpty()) {
            return PostProcessor.none();
        }
        return Template.of(
                "[CLS] $A [SEP]",
                "[CLS] $A [SEP] $B:1 [SEP]:1",
                Map.of(CLASSIFIER, classifier.getAsInt(), SEPARATOR, separator.getAsInt()));
    }
}
