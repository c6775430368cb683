package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.quality.DolmaC4.Mark;
import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WordSplit;
import dev.millrace.pipeline.words.WordSplitter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lines of one text that have the marks of Dolma's C4 tagger. */
final class DolmaMarks {
    private final WordSplitter splitter = WordSplit.WHITESPACE.splitter();
    private final Spans words = new Spans();
    private final Map<Mark, Integer> counts = new EnumMap<>(Mark.class);
    private final DolmaWords badWords;

    DolmaMarks(DolmaWords badWords) {
        this.badWords = badWords;
    }

    /**
     * @param ended whether it ends in {@code . ? ! "} before white space
     * @param words between white space
     */
    record Line(boolean ended, int words) {}

    Line read(String original) {
        String lower = original.toLowerCase(Locale.ROOT);
        char[] line = lower.toCharArray();
        words.clear();
        splitter.split(line, 0, line.length, words);
        int size = words.size();
        boolean bad = false;
        boolean javascript = false;
        for (int i = 0; i < size; i++) {
            int from = words.start(i);
            bad = bad || badWords.isWord(lower, from, words.end(i));
            javascript |= words.length(i) == "javascript".length() && lower.startsWith("javascript", from);
        }
        boolean phrase = size > 0 && badWords.hasPhrase(lower.substring(words.start(0), words.end(size - 1)));
        count(Mark.BAD_WORD, bad || phrase);
        count(Mark.JAVASCRIPT, javascript);
        count(Mark.LOREM_IPSUM, lower.contains("lorem ipsum"));
        count(Mark.CURLY_BRACKET, lower.indexOf('{') >= 0);
        boolean ended = size > 0 && ".?!\"".indexOf(line[words.end(size - 1) - 1]) >= 0;
        return new Line(ended, size);
    }

    private void count(Mark mark, boolean found) {
        counts.merge(mark, found ? 1 : 0, Integer::sum);
    }

    /** Lines with a mark. */
    int count(Mark mark) {
        return counts.getOrDefault(mark, 0);
    }

    static String name(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    SortedMap<String, Double> measures(String stage) {
        SortedMap<String, Double> measures = new TreeMap<>();
        for (Mark mark : Mark.values()) {
            measures.put(stage + "." + name(mark) + "-lines", (double) count(mark));
        }
        return measures;
    }
}
