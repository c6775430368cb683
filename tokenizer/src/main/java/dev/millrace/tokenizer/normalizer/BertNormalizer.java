package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.Utf8;

/**
 * BERT's normaliser, character for character as Hugging Face's tokenizers have it: their versions of Unicode (8.0 for
 * categories, 9.0 for decompositions, 17.0 for lower case) on any Java.
 *
 * @param cleanText whether control characters, private ones, U+0000 and U+FFFD are dropped and white space becomes a
 *     space
 * @param handleChineseChars whether ideographs are set off by spaces
 * @param stripAccents whether characters are decomposed and nonspacing marks dropped
 * @param lowercase whether letters become lower-case
 * @see <a href="https://github.com/google-research/bert/blob/master/tokenization.py">BasicTokenizer</a>
 */
public record BertNormalizer(
        boolean cleanText, boolean handleChineseChars, AccentStripping stripAccents, boolean lowercase)
        implements Normalizer {

    /** When nonspacing marks are dropped. */
    public enum AccentStripping {
        /** Where letters become lower-case: {@code null} in {@code tokenizer.json}. */
        WITH_LOWERCASE,
        ALWAYS,
        NEVER
    }

    /** As bert-base-uncased. */
    public static BertNormalizer uncased() {
        return new BertNormalizer(true, true, AccentStripping.WITH_LOWERCASE, true);
    }

    /** As bert-base-cased. */
    public static BertNormalizer cased() {
        return new BertNormalizer(true, true, AccentStripping.WITH_LOWERCASE, false);
    }

    @Override
    public void normalize(NormalizedText text) {
        BertCharacters characters = BertCharacters.of(this);
        NormalizedText.Rewrite rewrite = text.rewrite();
        byte[] utf8 = text.utf8();
        for (int at = rewrite.mapAscii(characters.ascii());
                at < text.length();
                at = rewrite.mapAscii(characters.ascii())) {
            int action = characters.action(Utf8.codePoint(utf8, at));
            switch (action) {
                case BertCharacters.KEEP -> rewrite.keepTo(at + Utf8.length(utf8[at]));
                case BertCharacters.DROP -> rewrite.drop();
                case BertCharacters.REORDER -> {
                    // rare: marks newer than the table of those that are dropped
                    BertReordering.normalize(text, characters);
                    return;
                }
                default -> {
                    rewrite.insertForNext(characters.replacement(action));
                    rewrite.drop();
                }
            }
        }
        rewrite.finish();
    }

    boolean stripsAccents() {
        return switch (stripAccents) {
            case WITH_LOWERCASE -> lowercase;
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }
}
