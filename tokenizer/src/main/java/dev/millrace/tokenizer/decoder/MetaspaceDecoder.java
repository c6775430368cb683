package dev.millrace.tokenizer.decoder;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a visible character as the space that it stands for.
 *
 * @param replacement the character
 * @param first what becomes of it in the first token
 */
public record MetaspaceDecoder(int replacement, First first) implements TokenDecoder {

    /** What becomes of the replacements in the first token. */
    public enum First {
        /** They had been put there; they go. */
        DROPPED,
        KEPT
    }

    @Override
    public List<String> decode(List<String> tokens) {
        List<String> pieces = new ArrayList<>(tokens.size());
        String character = Character.toString(replacement);
        for (String token : tokens) {
            pieces.add(token.replace(character, pieces.isEmpty() && first == First.DROPPED ? "" : " "));
        }
        return pieces;
    }
}
