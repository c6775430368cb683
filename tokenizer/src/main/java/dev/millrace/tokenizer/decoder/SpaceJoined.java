package dev.millrace.tokenizer.decoder;

import java.util.ArrayList;
import java.util.List;

/** Tokens as they are, a space between: what is done where nothing is said. */
public record SpaceJoined() implements TokenDecoder {

    @Override
    public List<String> decode(List<String> tokens) {
        List<String> pieces = new ArrayList<>(tokens.size());
        for (String token : tokens) {
            pieces.add(pieces.isEmpty() ? token : " " + token);
        }
        return pieces;
    }
}
