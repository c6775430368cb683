package dev.millrace.pipeline.extract;

/** Lengths of texts, with every run of white space as one. */
final class TextMeasure {
    // comma of: Latin, Arabic, small form, presentation form, CJK, ideographic, Telugu medieval
    private static final String COMMAS = ",\u060C\uFE50\uFE10\uFE11\u2E41\u2E34\u2E32\uFF0C\u3001";
    private static final char LAST_LATIN = '\u00FF';

    private TextMeasure() {}

    /** White space, that which keeps words together too. */
    static boolean isSpace(char c) {
        if (c <= LAST_LATIN) {
            return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\u001C' && c <= '\u001F') || c == '\u00A0';
        }
        return Character.isWhitespace(c);
    }

    /** Soft hyphen, word joiner, byte order mark: nothing on paper. */
    static boolean isInvisible(char c) {
        return c == '\u00AD' || c == '\u2060' || c == '\uFEFF';
    }

    /** Where the characters end that follow each other from there on, none of them space or invisible. */
    static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && !isSpace(text.charAt(end)) && !isInvisible(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static void measure(PageNode node) {
        String text = node.text;
        int characters = 0;
        int commas = 0;
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                space = true;
            } else if (!isInvisible(c)) {
                characters += space && characters > 0 ? 2 : 1;
                space = false;
                commas += c == ',' || (c > LAST_LATIN && COMMAS.indexOf(c) >= 0) ? 1 : 0;
            }
        }
        node.textCharacters = characters;
        node.textCommas = commas;
    }
}
