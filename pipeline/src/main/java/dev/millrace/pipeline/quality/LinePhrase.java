package dev.millrace.pipeline.quality;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A phrase of navigation that is taken out of short lines, with one white-space character beside it, in any case.
 *
 * @param text a full stop stands for any character, as in DCLM's own lists
 * @param place where in the line it is looked for
 */
public record LinePhrase(String text, Place place) implements Serializable {
    private static final String SPACE =
            "[\\s\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]?";

    /** Where a phrase stands. */
    public enum Place {
        START,
        END,
        ANYWHERE
    }

    public LinePhrase {
        if (text.isBlank()) {
            throw new IllegalArgumentException("Invalid text: \"" + text + "\" (must not be blank)");
        }
    }

    /** {@code ^phrase\s? | \s?phrase$ | \s?phrase}: its length is bounded, so it can't backtrack without end. */
    Pattern pattern() {
        StringBuilder phrase = new StringBuilder();
        text.codePoints().forEach(c -> phrase.append(c == '.' ? "." : Pattern.quote(new String(Character.toChars(c)))));
        String regex = switch (place) {
            case START -> "\\A" + phrase + SPACE;
            case END -> SPACE + phrase + "\\z";
            case ANYWHERE -> SPACE + phrase;
        };
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
