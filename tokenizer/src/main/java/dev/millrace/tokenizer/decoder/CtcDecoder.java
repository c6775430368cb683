package dev.millrace.tokenizer.decoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What speech recognisers give, a token a moment: one of tokens that repeat each other stays, and padding goes.
 *
 * @param delimiter token between words
 */
public record CtcDecoder(String pad, String delimiter, WordPieceDecoder.Spaces spaces) implements TokenDecoder {

    @Override
    public List<String> decode(List<String> tokens) {
        List<String> pieces = new ArrayList<>(tokens.size());
        Optional<String> last = Optional.empty();
        for (String token : tokens) {
            if (last.filter(token::equals).isPresent()) {
                continue;
            }
            last = Optional.of(token);
            String piece = token.replace(pad, "");
            if (spaces == WordPieceDecoder.Spaces.CLEANED) {
                piece = Cleanup.of(piece).replace(delimiter, " ");
            }
            if (!piece.isEmpty()) {
                pieces.add(piece);
            }
        }
        return pieces;
    }
}
