package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.Spans;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Dolma's Gopher tagger counts on a text, its white-space words and its lines between line feeds given. */
final class DolmaStatistics {
    private final Set<String> stopWords;
    private final int longestStopWord;
    private final Spans lines = new Spans();
    private long reading;
    private int symbolWords;
    private int letterWords;
    private int stops;
    private double median;
    private int bullets;
    private int ellipses;

    DolmaStatistics(List<String> stopWords) {
        this.stopWords = new HashSet<>(stopWords);
        this.longestStopWord = stopWords.stream().mapToInt(String::length).max().orElse(0);
    }

    DolmaStatistics of(MeasuredText text) {
        if (reading == text.reading()) {
            return this;
        }
        reading = text.reading();
        symbolWords = 0;
        letterWords = 0;
        stops = 0;
        bullets = 0;
        ellipses = 0;
        char[] chars = text.chars();
        Spans words = text.words();
        int[] lengths = new int[words.size()];
        for (int i = 0; i < words.size(); i++) {
            int from = words.start(i);
            int to = words.end(i);
            lengths[i] = text.wordLength(i);
            symbolWords += hasSymbol(chars, from, to) ? 1 : 0;
            letterWords += DclmStatistics.hasLetter(chars, from, to) ? 1 : 0;
            stops += to - from <= longestStopWord && stopWords.contains(new String(chars, from, to - from)) ? 1 : 0;
        }
        median = median(lengths);
        lines.clear();
        lines(text, lines);
        for (int i = 0; i < lines.size(); i++) {
            int from = lines.start(i);
            int to = lines.end(i);
            bullets += from < to && (chars[from] == '*' || chars[from] == '-') ? 1 : 0;
            ellipses += from < to && chars[to - 1] == '…' ? 1 : 0;
        }
        return this;
    }

    /** {@code text.split("\n")} */
    static void lines(MeasuredText text, Spans lines) {
        Lines.splitAtEachFeed(text.chars(), lines);
    }

    private static boolean hasSymbol(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '#' || text[i] == '…') {
                return true;
            }
        }
        return false;
    }

    private static double median(int[] lengths) {
        if (lengths.length == 0) {
            return 0;
        }
        Arrays.sort(lengths);
        int middle = lengths.length / 2;
        return lengths.length % 2 == 1 ? lengths[middle] : (lengths[middle - 1] + lengths[middle]) / 2.0;
    }

    double medianLength() {
        return median;
    }

    /** Words with {@code #} or {@code …}. */
    int symbolWords() {
        return symbolWords;
    }

    /** Words with a letter. */
    int letterWords() {
        return letterWords;
    }

    /** Occurrences of stop words. */
    int stopWords() {
        return stops;
    }

    double bulletLines() {
        return (double) bullets / lines.size();
    }

    double ellipsisLines() {
        return (double) ellipses / lines.size();
    }
}
