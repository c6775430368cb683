package dev.millrace.tokenizer.pretoken;

import static dev.millrace.tokenizer.pretoken.CharacterClasses.NEWLINE;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.NUMBER;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.isLetter;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.isSpace;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.isSymbol;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.kind;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.length;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.read;

/** Ends of runs that the regular expressions share. Every method returns {@code at} where nothing matches. */
final class Runs {
    private static final int LATIN_LONG_S = 0xC5BF; // U+017F, which folds to s

    private Runs() {}

    // \p{L}*
    static int letters(byte[] utf8, int from, int to) {
        int at = AsciiLetters.end(utf8, from, to);
        while (at < to && utf8[at] < 0) {
            int read = read(utf8, at);
            if (!isLetter(kind(read))) {
                break;
            }
            at += length(read);
            if (at < to && utf8[at] >= 0) {
                at = AsciiLetters.end(utf8, at, to);
            }
        }
        return at;
    }

    // \p{N}{0,most}
    static int numbers(byte[] utf8, int at, int to, int most) {
        for (int count = 0; count < most && at < to; count++) {
            int read = read(utf8, at);
            if (kind(read) != NUMBER) {
                break;
            }
            at += length(read);
        }
        return at;
    }

    // [^\s\p{L}\p{N}]*
    static int symbols(byte[] utf8, int at, int to) {
        while (at < to) {
            int read = read(utf8, at);
            if (!isSymbol(kind(read))) {
                break;
            }
            at += length(read);
        }
        return at;
    }

    // \s+(?!\S)|\s+ : all white space up to the text's end; else all but the last, which the next word may take
    static int spaces(byte[] utf8, int at, int to) {
        int last = at;
        int end = at;
        while (end < to) {
            int read = read(utf8, end);
            if (!isSpace(kind(read))) {
                return last == at ? end : last;
            }
            last = end;
            end += length(read);
        }
        return end;
    }

    // \s*[\r\n]+|\s+(?!\S)|\s+ : up to the last newline of the white space if it has one
    static int linesOrSpaces(byte[] utf8, int at, int to) {
        int last = at;
        int end = at;
        int lines = at;
        while (end < to) {
            int read = read(utf8, end);
            if (!isSpace(kind(read))) {
                break;
            }
            last = end;
            end += length(read);
            if (kind(read) == NEWLINE) {
                lines = end;
            }
        }
        if (lines > at) {
            return lines;
        }
        return end == to || last == at ? end : last;
    }

    // 's|'t|'re|'ve|'m|'ll|'d
    static int contraction(byte[] utf8, int at, int to) {
        if (at + 1 >= to || utf8[at] != '\'') {
            return at;
        }
        return at + suffix(utf8[at + 1], at + 2 < to ? utf8[at + 2] : 0);
    }

    // (?i:'s|'t|'re|'ve|'m|'ll|'d)
    static int contractionOfAnyCase(byte[] utf8, int at, int to) {
        if (at + 1 >= to || utf8[at] != '\'') {
            return at;
        }
        if (at + 2 < to && ((utf8[at + 1] & 0xFF) << 8 | (utf8[at + 2] & 0xFF)) == LATIN_LONG_S) {
            return at + 3;
        }
        return at + suffix(lower(utf8[at + 1]), at + 2 < to ? lower(utf8[at + 2]) : 0);
    }

    private static int suffix(int first, int second) {
        return switch (first) {
            case 's', 't', 'm', 'd' -> 2;
            case 'r', 'v' -> second == 'e' ? 3 : 0;
            case 'l' -> second == 'l' ? 3 : 0;
            default -> 0;
        };
    }

    private static int lower(byte c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
}
