package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.normalizer.ByteLevelNormalizer;

/**
 * Spells the bytes of words as {@link dev.millrace.tokenizer.text.ByteSpelling} does.
 *
 * @param prefix what becomes of words that don't begin with a space
 * @param splitting how words are split before
 */
public record ByteLevel(Prefix prefix, Splitting splitting) implements PreTokenizer {

    /** Whether a word that doesn't begin with a space is given one. */
    public enum Prefix {
        SPACE,
        NONE
    }

    /** How words are split before they are spelled. */
    public enum Splitting {
        /** As GPT-2 does. */
        GPT2,
        WHOLE
    }

    @Override
    public void split(Words words) {
        if (prefix == Prefix.SPACE) {
            byte[] space = {' '};
            words.editEach((utf8, from, to, rewrite) -> {
                if (utf8[from] != ' ') {
                    rewrite.insertForNext(space);
                }
                rewrite.keepTo(to);
            });
        }
        if (splitting == Splitting.GPT2) {
            words.splitEach((utf8, from, to, out) -> {
                for (int at = from; at < to; ) {
                    int end = WordSplit.GPT2.end(utf8, at, to);
                    out.add(at, end);
                    at = end;
                }
            });
        }
        words.editEach((utf8, from, to, rewrite) -> ByteLevelNormalizer.spell(utf8, from, to, rewrite));
    }
}
