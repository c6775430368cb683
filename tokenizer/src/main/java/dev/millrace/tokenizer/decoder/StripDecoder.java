package dev.millrace.tokenizer.decoder;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a character from the ends of every piece.
 *
 * @param content the character
 * @param start at most so many from its beginning
 * @param stop at most so many from its end
 */
public record StripDecoder(int content, int start, int stop) implements TokenDecoder {

    public StripDecoder {
        if (start < 0 || stop < 0) {
            throw new IllegalArgumentException("Invalid start and stop: " + start + " and " + stop + " (must be >= 0)");
        }
    }

    @Override
    public List<String> decode(List<String> tokens) {
        List<String> pieces = new ArrayList<>(tokens.size());
        for (String token : tokens) {
            int from = 0;
            for (int i = 0; i < start && from < token.length() && token.codePointAt(from) == content; i++) {
                from += Character.charCount(content);
            }
            int to = token.length();
            for (int i = 0; i < stop && to > from && token.codePointBefore(to) == content; i++) {
                to -= Character.charCount(content);
            }
            pieces.add(token.substring(from, to));
        }
        return pieces;
    }
}
