package dev.millrace.tokenizer.pretoken;

import static dev.millrace.tokenizer.pretoken.CharacterClasses.NEWLINE;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.NUMBER;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.isLetter;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.isSymbol;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.kind;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.length;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.read;

/** {@link WordSplit#CL100K} and {@link WordSplit#QWEN2}. */
final class Cl100kScanner implements WordScanner {
    private final int digits;

    Cl100kScanner(int digits) {
        this.digits = digits;
    }

    @Override
    public int end(byte[] utf8, int from, int to) {
        // (?i:'s|'t|'re|'ve|'m|'ll|'d)
        int contraction = Runs.contractionOfAnyCase(utf8, from, to);
        if (contraction > from) {
            return contraction;
        }
        int first = read(utf8, from);
        int kind = kind(first);
        int rest = from + length(first);
        // [^\r\n\p{L}\p{N}]?\p{L}+
        if (isLetter(kind)) {
            return Runs.letters(utf8, rest, to);
        }
        if (kind == NUMBER) {
            // \p{N}{1,3}
            return Runs.numbers(utf8, from, to, digits);
        }
        int letters = kind == NEWLINE ? rest : Runs.letters(utf8, rest, to);
        if (letters > rest) {
            return letters;
        }
        // " ?[^\s\p{L}\p{N}]+[\r\n]*"
        int start = utf8[from] == ' ' ? rest : from;
        if (start < to && isSymbol(kind(read(utf8, start)))) {
            int end = Runs.symbols(utf8, start, to);
            while (end < to && (utf8[end] == '\r' || utf8[end] == '\n')) {
                end++;
            }
            return end;
        }
        // \s*[\r\n]+|\s+(?!\S)|\s+
        return Runs.linesOrSpaces(utf8, from, to);
    }
}
