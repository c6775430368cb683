package dev.millrace.tokenizer.decoder;

import java.util.List;

/** Joins all tokens to one piece. */
public record Fuse() implements TokenDecoder {

    @Override
    public List<String> decode(List<String> tokens) {
        return List.of(String.join("", tokens));
    }
}
