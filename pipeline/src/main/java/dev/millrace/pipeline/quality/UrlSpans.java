package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.blocklist.TopLevelDomains;
import dev.millrace.pipeline.words.PythonCharacters;
import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WhiteSpace;
import java.util.List;

/**
 * Finds addresses within text, with the white space before them, in one pass:
 * {@code \s{0,10}((https?|ftp)://)?[-a-zA-Z0-9@:%._+~#=]{1,256}\.(top-level domain)\b[-a-zA-Z0-9()@:%_+.~#?&/=]*}
 */
final class UrlSpans {
    private static final int LONGEST_NAME = 256;
    private static final int SPACES = 10;
    private static final List<String> SCHEMES = List.of("https://", "http://", "ftp://");

    private UrlSpans() {}

    static void find(String text, Spans found) {
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            if (!name(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            while (at < text.length() && name(text.charAt(at))) {
                at++;
            }
            int dot = firstDomain(text, start, at);
            if (dot >= 0) {
                int first = Math.max(start, dot - LONGEST_NAME);
                int last = lastDomain(text, first, Math.min(at, first + LONGEST_NAME + 1), dot);
                int end = afterWord(text, last + 1);
                while (end < text.length() && tail(text.charAt(end))) {
                    end++;
                }
                found.add(first == start ? before(text, from, start) : first, end);
                from = end;
                at = Math.max(at, end);
            }
        }
    }

    /** The first full stop of a run that a top-level domain follows; -1 without. */
    private static int firstDomain(String text, int start, int end) {
        for (int dot = start + 1; dot < end; dot++) {
            if (text.charAt(dot) == '.' && domain(text, dot)) {
                return dot;
            }
        }
        return -1;
    }

    private static int lastDomain(String text, int start, int end, int first) {
        for (int dot = end - 1; dot > Math.max(start, first); dot--) {
            if (text.charAt(dot) == '.' && domain(text, dot)) {
                return dot;
            }
        }
        return first;
    }

    private static boolean domain(String text, int dot) {
        int end = afterWord(text, dot + 1);
        return end > dot + 1 && end - dot <= 64 && TopLevelDomains.contains(text.substring(dot + 1, end));
    }

    private static int afterWord(String text, int from) {
        int at = from;
        while (at < text.length() && at - from <= 64 && PythonCharacters.isWord(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    /** Where the scheme before a position begins, and the white space before that. */
    private static int before(String text, int from, int start) {
        int at = start;
        for (String scheme : SCHEMES) {
            if (start - scheme.length() >= from && text.startsWith(scheme, start - scheme.length())) {
                at = start - scheme.length();
                break;
            }
        }
        return beforeSpace(text, from, at);
    }

    /** Where up to ten characters of white space before a position begin. */
    static int beforeSpace(String text, int from, int at) {
        int space = at;
        while (space > from && at - space < SPACES && WhiteSpace.is(text.charAt(space - 1))) {
            space--;
        }
        return space;
    }

    private static boolean name(char c) {
        return plain(c) || "-@:%._+~#=".indexOf(c) >= 0;
    }

    private static boolean tail(char c) {
        return plain(c) || "-()@:%_+.~#?&/=".indexOf(c) >= 0;
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
