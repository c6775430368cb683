package dev.millrace.pipeline.extract;

/** Lengths of texts, with every run of white space as one. */
final class TextMeasure {
    // comma of: Latin, Arabic, small form, presentation form, CJK, ideographic, Telugu medieval
    private static final String COMMAS = ",\u060C\uFE50\uFE10\uFE11\u2E41\u2E34\u2E32\uFF0C\u3001";

    private TextMeasure() {}

    /** Soft hyphen, word joiner, byte order mark: nothing on paper. */
    static boolean isInvisible(char c) {
        return c == '\u00AD' || c == '\u2060' || c == '\uFEFF';
    }

    static void measure(PageNode text) {
        boolean space = false;
        for (int i = 0; i < text.text.length(); i++) {
            char c = text.text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00A0') {
                space = true;
                continue;
            }
            if (isInvisible(c)) {
                continue;
            }
            text.characters += space && text.characters > 0 ? 2 : 1;
            space = false;
            if (c > ')' && COMMAS.indexOf(c) >= 0) {
                text.commas++;
            }
        }
        text.ownCharacters = text.characters;
        text.ownCommas = text.commas;
    }
}
