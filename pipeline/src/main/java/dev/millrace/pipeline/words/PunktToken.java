package dev.millrace.pipeline.words;

import java.util.Locale;

/**
 * A token of Punkt (Kiss, Strunk 2006; NLTK 3.8, tokenize/punkt.py) with what its first pass says about it.
 *
 * @param type lower case, numbers as {@value #NUMBER}
 */
record PunktToken(String token, String type, Mark mark) {
    static final String NUMBER = "##number##";

    /** What the first pass takes a token for. */
    enum Mark {
        NONE,
        SENTENCE_END,
        ABBREVIATION,
        ELLIPSIS
    }

    static PunktToken of(String token, PunktModel model) {
        String lower = token.toLowerCase(Locale.ROOT);
        return new PunktToken(token, number(lower) ? NUMBER : lower, mark(token, lower, model));
    }

    private static Mark mark(String token, String lower, PunktModel model) {
        if (token.equals(".") || token.equals("?") || token.equals("!")) {
            return Mark.SENTENCE_END;
        }
        if (!token.endsWith(".")) {
            return Mark.NONE;
        }
        if (token.endsWith("..")) {
            return token.chars().allMatch(c -> c == '.') ? Mark.ELLIPSIS : Mark.NONE;
        }
        String stem = lower.substring(0, lower.length() - 1);
        boolean known = model.abbreviation(stem) || model.abbreviation(afterHyphen(stem));
        return known ? Mark.ABBREVIATION : Mark.SENTENCE_END;
    }

    private static String afterHyphen(String stem) {
        return stem.substring(stem.lastIndexOf('-') + 1);
    }

    /** {@code ^-?[\.,]?\d[\d,\.-]*\.?$} */
    private static boolean number(String token) {
        int at = token.startsWith("-") ? 1 : 0;
        if (at < token.length() && (token.charAt(at) == '.' || token.charAt(at) == ',')) {
            at++;
        }
        if (at == token.length() || !PythonCharacters.isDecimal(token.codePointAt(at))) {
            return false;
        }
        return token.codePoints()
                .skip(at)
                .allMatch(c -> c == ',' || c == '.' || c == '-' || PythonCharacters.isDecimal(c));
    }

    boolean periodFinal() {
        return token.endsWith(".");
    }

    /** {@code [^\W\d]\.$} */
    boolean initial() {
        int c = token.codePointAt(0);
        return token.length() == Character.charCount(c) + 1
                && periodFinal()
                && PythonCharacters.isWord(c)
                && !PythonCharacters.isDecimal(c);
    }

    boolean startsUpper() {
        return PythonCharacters.isUpper(token.codePointAt(0));
    }

    boolean startsLower() {
        return Character.isLowerCase(token.codePointAt(0));
    }

    String typeWithoutPeriod() {
        return type.length() > 1 && type.endsWith(".") ? type.substring(0, type.length() - 1) : type;
    }

    /** The type, without its period where that ends a sentence. */
    String typeInSentence() {
        return mark == Mark.SENTENCE_END ? typeWithoutPeriod() : type;
    }
}
