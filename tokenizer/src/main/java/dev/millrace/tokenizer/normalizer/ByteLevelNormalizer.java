package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.ByteSpelling;
import dev.millrace.tokenizer.text.Utf8;

/** Spells every byte of the text as {@link ByteSpelling} does. */
public record ByteLevelNormalizer() implements Normalizer {

    @Override
    public void normalize(NormalizedText text) {
        if (text.isEmpty()) {
            return;
        }
        NormalizedText.Rewrite rewrite = text.rewrite();
        spell(text.utf8(), 0, text.length(), rewrite);
        rewrite.finishHere();
    }

    /** Spells the characters from {@code from}, where the rewrite stands, to {@code to}. */
    public static void spell(byte[] utf8, int from, int to, NormalizedText.Rewrite rewrite) {
        for (int at = from; at < to; ) {
            int end = at + Utf8.length(utf8[at]);
            rewrite.replace(ByteSpelling.character(utf8[at]));
            for (int i = at + 1; i < end; i++) {
                rewrite.insert(ByteSpelling.character(utf8[i]));
            }
            at = end;
        }
    }
}
