package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.PythonCharacters;
import dev.millrace.pipeline.words.Spans;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What DCLM's filters count on a text, its white-space words given. */
final class DclmStatistics {
    private final Set<String> stopWords;
    private final int longestStopWord;
    private final Spans lines = new Spans();
    private long reading;
    private long characters;
    private int withoutLetter;
    private int stops;
    private int bullets;
    private int ellipses;

    DclmStatistics(List<String> stopWords) {
        this.stopWords = new HashSet<>(stopWords);
        this.longestStopWord = stopWords.stream().mapToInt(String::length).max().orElse(0);
    }

    DclmStatistics of(MeasuredText text) {
        if (reading == text.reading()) {
            return this;
        }
        reading = text.reading();
        characters = 0;
        withoutLetter = 0;
        stops = 0;
        bullets = 0;
        ellipses = 0;
        Spans words = text.words();
        for (int i = 0; i < words.size(); i++) {
            characters += text.wordLength(i);
            withoutLetter += hasLetter(text.chars(), words.start(i), words.end(i)) ? 0 : 1;
            // a longer word has no lower case so short, but for special casings that lengthen it
            stops += words.length(i) <= longestStopWord && stopWord(text.chars(), words, i) ? 1 : 0;
        }
        lines.clear();
        DclmLines.lines(text, lines);
        for (int i = 0; i < lines.size(); i++) {
            bullets += "●•*-".indexOf(text.chars()[lines.start(i)]) >= 0 ? 1 : 0;
            ellipses += endsInEllipsis(text.chars(), lines.start(i), lines.end(i)) ? 1 : 0;
        }
        return this;
    }

    private boolean stopWord(char[] text, Spans words, int word) {
        String lower = new String(text, words.start(word), words.length(word)).toLowerCase(Locale.ROOT);
        return stopWords.contains(lower);
    }

    static boolean hasLetter(char[] text, int from, int to) {
        int at = from;
        while (at < to) {
            int c = Character.codePointAt(text, at, to);
            if (PythonCharacters.isAlpha(c)) {
                return true;
            }
            at += Character.charCount(c);
        }
        return false;
    }

    private static boolean endsInEllipsis(char[] text, int from, int to) {
        return text[to - 1] == '…' || endsWith("...", text, from, to) || endsWith(". . .", text, from, to);
    }

    private static boolean endsWith(String ending, char[] text, int from, int to) {
        int start = to - ending.length();
        for (int i = 0; start >= from && i < ending.length(); i++) {
            if (text[start + i] != ending.charAt(i)) {
                return false;
            }
        }
        return start >= from;
    }

    /** Occurrences of {@code #}, {@code ...}, {@code . . .} and {@code …}, each counted without overlap. */
    static int symbols(MeasuredText text) {
        return Symbols.hashes(text) + Symbols.ellipses(text) + spacedEllipses(text.chars());
    }

    private static int spacedEllipses(char[] text) {
        int count = 0;
        int at = 0;
        while (at + 4 < text.length) {
            if (text[at] == '.' && endsWith(". . .", text, at, at + 5)) {
                count++;
                at += 5;
            } else {
                at++;
            }
        }
        return count;
    }

    /** fastText's words that begin with a letter or number: between {@code [ \n\r\t\v\f\0]}. */
    static int plainWords(MeasuredText text) {
        char[] chars = text.chars();
        int count = 0;
        boolean between = true;
        for (int at = 0; at < chars.length; at++) {
            char c = chars[at];
            boolean space = c == ' ' || (c >= '\t' && c <= '\r') || c == 0;
            count += between && !space && PythonCharacters.isAlnum(Character.codePointAt(chars, at)) ? 1 : 0;
            between = space;
        }
        return count;
    }

    /** Mean characters of a word; 0 without words. */
    double meanLength(MeasuredText text) {
        return ratio(characters, text);
    }

    /** Share of words without a letter; 0 without words. */
    double withoutLetter(MeasuredText text) {
        return ratio(withoutLetter, text);
    }

    /** Occurrences of stop words. */
    int stopWords() {
        return stops;
    }

    double bulletLines() {
        return lines.size() == 0 ? 0 : (double) bullets / lines.size();
    }

    double ellipsisLines() {
        return lines.size() == 0 ? 0 : (double) ellipses / lines.size();
    }

    private static double ratio(long count, MeasuredText text) {
        int words = text.words().size();
        return words == 0 ? 0 : (double) count / words;
    }
}
