package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.CharacterProperties;
import dev.millrace.tokenizer.text.Utf8;

/** Every character in lower case, whatever stands around it: a final sigma becomes {@code σ}. */
public record Lowercase() implements Normalizer {
    private static final int DOTTED_CAPITAL_I = 0x130;
    private static final int DOT_ABOVE = 0x307;

    @Override
    public void normalize(NormalizedText text) {
        byte[] utf8 = text.utf8();
        int length = text.length();
        NormalizedText.Rewrite rewrite = null;
        for (int at = 0; at < length; ) {
            int codePoint = Utf8.codePoint(utf8, at);
            if (CharacterProperties.hasLowercase(codePoint)) {
                if (rewrite == null) {
                    rewrite = text.rewrite();
                }
                rewrite.keepTo(at);
                rewrite.replace(CharacterProperties.lowercase(codePoint));
                if (codePoint == DOTTED_CAPITAL_I) {
                    rewrite.insert(DOT_ABOVE);
                }
            }
            at += Utf8.length(utf8[at]);
        }
        if (rewrite != null) {
            rewrite.finish();
        }
    }
}
