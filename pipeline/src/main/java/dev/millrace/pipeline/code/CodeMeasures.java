package dev.millrace.pipeline.code;

import dev.millrace.pipeline.words.PythonCharacters;

/** What one pass over source code counts; characters are code points, lines end as in Python's {@code splitlines}. */
final class CodeMeasures {
    private static final int LEAST_RUN = 32;

    private int characters;
    private int lines;
    private int longest;
    private long inLines;
    private int letters;
    private int alphanumeric;
    private int encoded;
    private int run;

    CodeMeasures(String text) {
        int length = 0;
        boolean open = false;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            characters++;
            if (ends(c)) {
                boolean feed = c == '\r' && at < text.length() && text.charAt(at) == '\n';
                if (feed) {
                    at++;
                    characters++;
                }
                line(length);
                length = 0;
                open = false;
                encoded(' ');
                continue;
            }
            open = true;
            length++;
            letters += PythonCharacters.isAlpha(c) ? 1 : 0;
            alphanumeric += PythonCharacters.isAlnum(c) ? 1 : 0;
            encoded(c);
        }
        if (open) {
            line(length);
        }
        encoded(' ');
    }

    /** {@code [\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]} */
    private static boolean ends(int c) {
        return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private void line(int length) {
        lines++;
        longest = Math.max(longest, length);
        inLines += length;
    }

    /** Counts characters in runs that look like encoded data: {@code [0-9a-zA-Z+/=]{32,}}. */
    private void encoded(int c) {
        boolean part = c < 0x80 && (PythonCharacters.isAlnum(c) || c == '+' || c == '/' || c == '=');
        if (part) {
            run++;
        } else {
            encoded += run >= LEAST_RUN ? run : 0;
            run = 0;
        }
    }

    int characters() {
        return characters;
    }

    int lines() {
        return lines;
    }

    int longestLine() {
        return longest;
    }

    double meanLine() {
        return lines == 0 ? 0 : (double) inLines / lines;
    }

    double letterShare() {
        return share(letters);
    }

    double alphanumericShare() {
        return share(alphanumeric);
    }

    double encodedShare() {
        return share(encoded);
    }

    private double share(int count) {
        return characters == 0 ? 0 : (double) count / characters;
    }
}
