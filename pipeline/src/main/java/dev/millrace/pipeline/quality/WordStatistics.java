package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Punctuation;
import dev.millrace.pipeline.words.Spans;
import java.util.Arrays;
import java.util.List;

/** What one pass over a text's words counts. */
final class WordStatistics {
    private final List<String> stopWords;
    private final boolean[] found;

    private long reading;
    private int plainWords;
    private long plainCharacters;
    private int alphabeticWords;

    WordStatistics(List<String> stopWords) {
        this.stopWords = stopWords;
        this.found = new boolean[stopWords.size()];
    }

    WordStatistics of(MeasuredText text) {
        if (reading == text.reading()) {
            return this;
        }
        reading = text.reading();
        plainWords = 0;
        plainCharacters = 0;
        alphabeticWords = 0;
        Arrays.fill(found, false);
        Spans words = text.words();
        for (int i = 0; i < words.size(); i++) {
            count(text, i, words.start(i), words.end(i));
        }
        return this;
    }

    private void count(MeasuredText text, int word, int from, int to) {
        boolean plain = false;
        boolean alphabetic = false;
        int at = from;
        while (at < to && !(plain && alphabetic)) {
            int c = Character.codePointAt(text.chars(), at, to);
            alphabetic |= Character.isLetter(c);
            plain |= !Punctuation.isAny(c);
            at += Character.charCount(c);
        }
        alphabeticWords += alphabetic ? 1 : 0;
        if (plain) {
            plainWords++;
            plainCharacters += text.wordLength(word);
        }
        for (int i = 0; i < found.length; i++) {
            found[i] = found[i] || equal(stopWords.get(i), text.chars(), from, to);
        }
    }

    private static boolean equal(String word, char[] text, int from, int to) {
        if (word.length() != to - from) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Words with a character that is no punctuation. */
    int plainWords() {
        return plainWords;
    }

    /** Mean characters of those words; 0 without any. */
    double meanLength() {
        return plainWords == 0 ? 0 : (double) plainCharacters / plainWords;
    }

    /** Words with a letter. */
    int alphabeticWords() {
        return alphabeticWords;
    }

    /** How many of the stop words occur, each counted once. */
    int stopWords() {
        int count = 0;
        for (boolean each : found) {
            count += each ? 1 : 0;
        }
        return count;
    }
}
