package dev.millrace.pipeline.normalise;

import java.util.Optional;
import org.jsoup.parser.Parser;

/** HTML character references that were left in text; what one resolves to may complete another. */
final class CharacterReferences {
    private static final int LONGEST_REFERENCE = 34;

    private CharacterReferences() {}

    static String resolve(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            Optional<String> resolved = c == ';' ? takeLast(out) : Optional.empty();
            if (resolved.isPresent()) {
                out.append(resolved.get());
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** What the reference stands for that a semicolon completes here; it is taken off the text. */
    // reference: "&" (name | "#" digits | "#x" hexdigits) ";"
    static Optional<String> takeLast(StringBuilder out) {
        int start = out.length() - 1;
        int least = Math.max(0, out.length() - LONGEST_REFERENCE);
        while (start >= least && isReferenceCharacter(out.charAt(start))) {
            start--;
        }
        if (start < least || out.charAt(start) != '&' || start == out.length() - 1) {
            return Optional.empty();
        }
        String reference = out.substring(start) + ";";
        String resolved = Parser.unescapeEntities(reference, true);
        if (resolved.equals(reference)) {
            return Optional.empty();
        }
        out.setLength(start);
        return Optional.of(resolved);
    }

    private static boolean isReferenceCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
    }
}
