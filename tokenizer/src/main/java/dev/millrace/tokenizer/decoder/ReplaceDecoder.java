package dev.millrace.tokenizer.decoder;

import dev.millrace.tokenizer.normalizer.NormalizedText;
import dev.millrace.tokenizer.normalizer.Replace;
import java.util.ArrayList;
import java.util.List;

/** Puts a text in place of every match within a piece. */
public record ReplaceDecoder(Replace replace) implements TokenDecoder {

    @Override
    public List<String> decode(List<String> tokens) {
        List<String> pieces = new ArrayList<>(tokens.size());
        if (replace.pattern() instanceof Replace.Text wanted) {
            for (String token : tokens) {
                pieces.add(token.replace(wanted.text(), replace.content()));
            }
            return pieces;
        }
        NormalizedText text = NormalizedText.unaligned();
        for (String token : tokens) {
            text.reset(token);
            replace.normalize(text);
            pieces.add(text.toString());
        }
        return pieces;
    }
}
