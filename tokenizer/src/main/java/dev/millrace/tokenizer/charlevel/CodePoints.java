package dev.millrace.tokenizer.charlevel;

/** The characters of a text one by one. */
final class CodePoints {
    private static final int REPLACEMENT = 0xFFFD;

    private CodePoints() {}

    /**
     * The code point that begins at this place; U+FFFD for a surrogate without its partner, which is no text. Either
     * way {@link Character#charCount} tells where the next one begins.
     */
    static int at(String text, int index) {
        int codePoint = text.codePointAt(index);
        return Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE ? REPLACEMENT : codePoint;
    }
}
