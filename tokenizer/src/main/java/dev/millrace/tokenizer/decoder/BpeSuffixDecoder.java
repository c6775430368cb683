package dev.millrace.tokenizer.decoder;

import java.util.ArrayList;
import java.util.List;

/** Writes the mark at the end of words as a space; at the end of the last token it goes. */
public record BpeSuffixDecoder(String suffix) implements TokenDecoder {

    @Override
    public List<String> decode(List<String> tokens) {
        List<String> pieces = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            pieces.add(tokens.get(i).replace(suffix, i == tokens.size() - 1 ? "" : " "));
        }
        return pieces;
    }
}
