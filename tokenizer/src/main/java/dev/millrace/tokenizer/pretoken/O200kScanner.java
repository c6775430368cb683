package dev.millrace.tokenizer.pretoken;

import static dev.millrace.tokenizer.pretoken.CharacterClasses.LOWER;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.MARK;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.NEWLINE;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.NUMBER;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.UNCASED;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.UPPER;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.isLetter;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.isSymbol;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.kind;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.length;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.read;

/**
 * {@link WordSplit#O200K}. In the clauses below U is {@code [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]} and L is
 * {@code [\p{Ll}\p{Lm}\p{Lo}\p{M}]}.
 */
final class O200kScanner implements WordScanner {
    private static final int MOST_DIGITS = 3;

    @Override
    public int end(byte[] utf8, int from, int to) {
        int first = read(utf8, from);
        int kind = kind(first);
        int rest = from + length(first);
        // \p{N}{1,3}
        if (kind == NUMBER) {
            return Runs.numbers(utf8, from, to, MOST_DIGITS);
        }
        int word = word(utf8, from, rest, to, kind);
        if (word > from) {
            // (?i:'s|'t|'re|'ve|'m|'ll|'d)?
            return Runs.contractionOfAnyCase(utf8, word, to);
        }
        // " ?[^\s\p{L}\p{N}]+[\r\n/]*"
        int start = utf8[from] == ' ' ? rest : from;
        if (start < to && isSymbol(kind(read(utf8, start)))) {
            int end = Runs.symbols(utf8, start, to);
            while (end < to && (utf8[end] == '\r' || utf8[end] == '\n' || utf8[end] == '/')) {
                end++;
            }
            return end;
        }
        // \s*[\r\n]+|\s+(?!\S)|\s+
        return Runs.linesOrSpaces(utf8, from, to);
    }

    // [^\r\n\p{L}\p{N}]?U*L+|[^\r\n\p{L}\p{N}]?U+L* : with the leading character if that matches, else without
    private static int word(byte[] utf8, int from, int rest, int to, int kind) {
        boolean mayLead = kind != NEWLINE && !isLetter(kind);
        boolean mayBegin = isLetter(kind) || kind == MARK;
        int end = mayLead ? endingLower(utf8, rest, to) : rest;
        if (end == rest) {
            end = mayBegin ? endingLower(utf8, from, to) : from;
            if (end == from) {
                end = mayLead ? upper(utf8, rest, to) : rest;
                if (end == rest) {
                    end = mayBegin ? upper(utf8, from, to) : from;
                }
            }
        }
        return end;
    }

    // U*L+ : where no lower-case letter follows U*, L+ is the last character of U* that is in L
    private static int endingLower(byte[] utf8, int from, int to) {
        int lastOfBoth = from;
        int at = from;
        while (at < to) {
            int read = read(utf8, at);
            int kind = kind(read);
            if (kind == LOWER) {
                return lower(utf8, at, to);
            }
            if (kind != UPPER && kind != UNCASED && kind != MARK) {
                break;
            }
            at += length(read);
            if (kind != UPPER) {
                lastOfBoth = at;
            }
        }
        return lastOfBoth;
    }

    // U* ; L* of the second alternative is empty wherever the first has failed
    private static int upper(byte[] utf8, int at, int to) {
        while (at < to) {
            int read = read(utf8, at);
            int kind = kind(read);
            if (kind != UPPER && kind != UNCASED && kind != MARK) {
                break;
            }
            at += length(read);
        }
        return at;
    }

    // L*
    private static int lower(byte[] utf8, int from, int to) {
        int at = AsciiLetters.endOfLower(utf8, from, to);
        while (at < to) {
            int read = read(utf8, at);
            int kind = kind(read);
            if (kind != LOWER && kind != UNCASED && kind != MARK) {
                break;
            }
            at += length(read);
        }
        return at;
    }
}
