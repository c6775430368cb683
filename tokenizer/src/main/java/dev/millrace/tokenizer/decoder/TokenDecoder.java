package dev.millrace.tokenizer.decoder;

import java.io.Serializable;
import java.util.List;

/** Makes pieces of text, to be joined without anything between, out of tokens. Immutable and thread-safe. */
public interface TokenDecoder extends Serializable {

    /**
     * @param tokens contents, or pieces that another decoder has made of them
     * @return pieces; not always one for each token
     */
    List<String> decode(List<String> tokens);

    /** One after the other. */
    record Sequence(List<TokenDecoder> parts) implements TokenDecoder {
        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public List<String> decode(List<String> tokens) {
            List<String> pieces = tokens;
            for (TokenDecoder part : parts) {
                pieces = part.decode(pieces);
            }
            return pieces;
        }
    }
}
