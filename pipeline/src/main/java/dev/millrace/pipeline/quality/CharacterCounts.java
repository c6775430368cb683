package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.WhiteSpace;

/** Counts the characters of a text by their general category, in one pass. */
final class CharacterCounts {
    private long reading;
    private int all;
    private int spaces;
    private int letters;
    private int upper;
    private int digits;
    private int punctuation;
    private int symbols;

    CharacterCounts of(MeasuredText text) {
        if (reading == text.reading()) {
            return this;
        }
        reading = text.reading();
        all = 0;
        spaces = 0;
        letters = 0;
        upper = 0;
        digits = 0;
        punctuation = 0;
        symbols = 0;
        char[] chars = text.chars();
        for (int at = 0; at < chars.length; ) {
            int c = Character.codePointAt(chars, at);
            at += Character.charCount(c);
            all++;
            if (c < Character.MIN_SUPPLEMENTARY_CODE_POINT && WhiteSpace.is((char) c)) {
                spaces++;
            } else {
                count(Character.getType(c));
            }
        }
        return this;
    }

    private void count(int type) {
        switch (type) {
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> {
                letters++;
                upper++;
            }
            case Character.LOWERCASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> letters++;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> digits++;
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> punctuation++;
            case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL ->
                symbols++;
            default -> {
                // controls and the like are none of these
            }
        }
    }

    double letters() {
        return share(letters, all - spaces);
    }

    double digits() {
        return share(digits, all - spaces);
    }

    double punctuation() {
        return share(punctuation, all - spaces);
    }

    double symbols() {
        return share(symbols, all - spaces);
    }

    /** Of all letters, so that one capital in a script without case is no shouting. */
    double upperCase() {
        return share(upper, letters);
    }

    double whiteSpace() {
        return share(spaces, all);
    }

    private static double share(int count, int of) {
        return of == 0 ? 0 : (double) count / of;
    }
}
