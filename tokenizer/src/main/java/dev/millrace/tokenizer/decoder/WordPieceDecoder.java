package dev.millrace.tokenizer.decoder;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts a space before every token but the first and those that go on with a word.
 *
 * @param prefix of tokens that go on with a word, {@code ##} in BERT
 */
public record WordPieceDecoder(String prefix, Spaces spaces) implements TokenDecoder {

    /** Whether spaces that English text lacks, as before a full stop, are taken out. */
    public enum Spaces {
        CLEANED,
        KEPT
    }

    @Override
    public List<String> decode(List<String> tokens) {
        List<String> pieces = new ArrayList<>(tokens.size());
        for (String token : tokens) {
            String piece = token;
            if (!pieces.isEmpty()) {
                piece = token.startsWith(prefix) ? token.substring(prefix.length()) : " " + token;
            }
            pieces.add(spaces == Spaces.CLEANED ? Cleanup.of(piece) : piece);
        }
        return pieces;
    }
}
