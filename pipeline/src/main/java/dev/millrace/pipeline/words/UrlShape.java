package dev.millrace.pipeline.words;

/**
 * Whether a piece of text without white space is an address of the web or of mail, as spaCy sees it (3.8,
 * lang/tokenizer_exceptions.py, after Diego Perini's pattern):
 * {@code (scheme://)? (anything@)? (public IPv4 | (label.)+ tld) (:port)? ([/?#] anything)?}. Linear time.
 */
final class UrlShape {
    private static final int LONGEST_LABEL = 64;
    private static final int LONGEST_TLD = 63;

    private UrlShape() {}

    static boolean fits(char[] text, int from, int to) {
        if (hostFits(text, from, to)) {
            return true;
        }
        int afterScheme = afterScheme(text, from, to);
        if (afterScheme > from && hostFits(text, afterScheme, to)) {
            return true;
        }
        for (int i = from + 1; i < to; i++) {
            if (text[i] == '@' && hostFits(text, i + 1, to)) {
                return true;
            }
        }
        return false;
    }

    /** After {@code [\w+\-.]{2,}://}; {@code from} when the text doesn't start so. */
    private static int afterScheme(char[] text, int from, int to) {
        int at = from;
        int parts = 0;
        while (at < to && schemePart(Character.codePointAt(text, at, to))) {
            at += Character.charCount(Character.codePointAt(text, at, to));
            parts++;
        }
        boolean scheme = parts >= 2 && at + 3 <= to && text[at] == ':' && text[at + 1] == '/' && text[at + 2] == '/';
        return scheme ? at + 3 : from;
    }

    private static boolean schemePart(int c) {
        return PythonCharacters.isWord(c) || c == '+' || c == '-' || c == '.';
    }

    private static boolean hostFits(char[] text, int from, int to) {
        int end = from;
        int dots = 0;
        while (end < to && (hostPart(text[end]) || text[end] == '.')) {
            dots += text[end] == '.' ? 1 : 0;
            end++;
        }
        return dots > 0 && restFits(text, end, to) && (nameFits(text, from, end) || addressFits(text, from, end));
    }

    private static boolean hostPart(char c) {
        return plain(c) || c == '_' || c == '-' || Character.isSurrogate(c);
    }

    /** {@code [A-Za-z0-9\u00a1-\uffff]} */
    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || CharClass.digit(c)
                || (c >= 0xa1 && !Character.isSurrogate(c));
    }

    /** {@code (:[0-9]{2,5})?([/?#].*)?} */
    private static boolean restFits(char[] text, int from, int to) {
        int at = from;
        if (at < to && text[at] == ':') {
            at++;
            while (at < to && at - from <= 5 && Character.isDigit(text[at])) {
                at++;
            }
            if (at - from < 3) {
                return false;
            }
        }
        return at == to || text[at] == '/' || text[at] == '?' || text[at] == '#';
    }

    private static boolean nameFits(char[] text, int from, int to) {
        int label = from;
        for (int i = from; i < to; i++) {
            if (text[i] == '.') {
                if (!labelFits(text, label, i)) {
                    return false;
                }
                label = i + 1;
            }
        }
        return topLevelFits(text, label, to);
    }

    private static boolean labelFits(char[] text, int from, int to) {
        if (from == to || to - from > LONGEST_LABEL || !plain(text[from]) || !plain(text[to - 1])) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (Character.isSurrogate(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean topLevelFits(char[] text, int from, int to) {
        int letters = 0;
        int at = from;
        while (at < to) {
            int c = Character.codePointAt(text, at, to);
            if (!CharClass.lower(c)) {
                return false;
            }
            letters++;
            at += Character.charCount(c);
        }
        return letters >= 2 && letters <= LONGEST_TLD;
    }

    private static boolean addressFits(char[] text, int from, int to) {
        int[] octets = new int[4];
        int count = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text[i] == '.') {
                if (count == 4) {
                    return false;
                }
                boolean outer = count == 0 || count == 3;
                int octet = octet(text, start, i, outer);
                if (octet < 0) {
                    return false;
                }
                octets[count++] = octet;
                start = i + 1;
            }
        }
        return count == 4 && isPublic(octets[0], octets[1]) && octets[0] < 224 && octets[3] < 255;
    }

    /** 0 to 255 of one to three digits; an outer octet has no leading zero. Negative when it is none. */
    private static int octet(char[] text, int from, int to, boolean outer) {
        int length = to - from;
        if (length < 1 || length > 3 || (text[from] == '0' && (outer || length == 3))) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!CharClass.digit(text[i])) {
                return -1;
            }
            value = value * 10 + text[i] - '0';
        }
        return value > 255 ? -1 : value;
    }

    private static boolean isPublic(int first, int second) {
        return !(first == 10
                || first == 127
                || (first == 169 && second == 254)
                || (first == 192 && second == 168)
                || (first == 172 && second >= 16 && second <= 31));
    }
}
