package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.Utf8;
import java.util.function.IntPredicate;

/** Drops the characters of a kind. */
final class CharacterFilter {
    private CharacterFilter() {}

    static void drop(NormalizedText text, IntPredicate dropped) {
        byte[] utf8 = text.utf8();
        int length = text.length();
        NormalizedText.Rewrite rewrite = null;
        for (int at = 0; at < length; at += Utf8.length(utf8[at])) {
            if (dropped.test(Utf8.codePoint(utf8, at))) {
                if (rewrite == null) {
                    rewrite = text.rewrite();
                }
                rewrite.keepTo(at);
                rewrite.drop();
            }
        }
        if (rewrite != null) {
            rewrite.finish();
        }
    }
}
