package dev.millrace.tokenizer.pretoken;

import static dev.millrace.tokenizer.pretoken.CharacterClasses.NUMBER;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.isLetter;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.isSpace;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.kind;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.length;
import static dev.millrace.tokenizer.pretoken.CharacterClasses.read;

/** {@link WordSplit#GPT2}. */
final class Gpt2Scanner implements WordScanner {

    @Override
    public int end(byte[] utf8, int from, int to) {
        // 's|'t|'re|'ve|'m|'ll|'d
        int contraction = Runs.contraction(utf8, from, to);
        if (contraction > from) {
            return contraction;
        }
        // " ?" of the next three
        int start = utf8[from] == ' ' && from + 1 < to && !isSpace(kind(read(utf8, from + 1))) ? from + 1 : from;
        int first = read(utf8, start);
        int rest = start + length(first);
        // " ?\p{L}+"
        if (isLetter(kind(first))) {
            return Runs.letters(utf8, rest, to);
        }
        // " ?\p{N}+"
        if (kind(first) == NUMBER) {
            return Runs.numbers(utf8, rest, to, Integer.MAX_VALUE);
        }
        // " ?[^\s\p{L}\p{N}]+"
        if (!isSpace(kind(first))) {
            return Runs.symbols(utf8, rest, to);
        }
        // \s+(?!\S)|\s+
        return Runs.spaces(utf8, from, to);
    }
}
