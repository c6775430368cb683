package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.Utf8;

/**
 * Control characters go, and what counts as white space becomes a space, as for neural machine translation.
 *
 * @see <a href="https://github.com/google/sentencepiece/blob/master/src/builder.cc">SentencePiece's nmt rules</a>
 */
public record Nmt() implements Normalizer {

    @Override
    public void normalize(NormalizedText text) {
        CharacterFilter.drop(text, Nmt::isControl);
        byte[] utf8 = text.utf8();
        int length = text.length();
        NormalizedText.Rewrite rewrite = null;
        for (int at = 0; at < length; ) {
            int next = at + Utf8.length(utf8[at]);
            if (isSpace(Utf8.codePoint(utf8, at))) {
                if (rewrite == null) {
                    rewrite = text.rewrite();
                }
                rewrite.keepTo(at);
                rewrite.replace(' ');
            }
            at = next;
        }
        if (rewrite != null) {
            rewrite.finish();
        }
    }

    private static boolean isControl(int codePoint) {
        return (codePoint >= 0x01 && codePoint <= 0x08)
                || codePoint == 0x0B
                || (codePoint >= 0x0E && codePoint <= 0x1F)
                || codePoint == 0x7F
                || codePoint == 0x8F
                || codePoint == 0x9F;
    }

    private static boolean isSpace(int codePoint) {
        return switch (codePoint) {
            case '\t',
                    '\n',
                    '\f',
                    '\r',
                    0x1680,
                    0x200B,
                    0x200C,
                    0x200D,
                    0x200E,
                    0x200F,
                    0x2028,
                    0x2029,
                    0x2581,
                    0xFEFF,
                    0xFFFD -> true;
            default -> false;
        };
    }
}
