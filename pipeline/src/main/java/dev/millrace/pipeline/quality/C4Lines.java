package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.PythonCharacters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Judges lines by C4's rules, in the order of tensorflow/datasets (text/c4_utils.py) and datatrove (0.10,
 * filters/c4_filters.py), which differ in the marks that a line may end with, in its words, and in whether those are
 * counted before citations ({@code \[\d*]|\[edit]|\[citation needed]}) are taken out or after.
 */
final class C4Lines {
    private static final List<String> MARKERS = List.of("[edit]", "[citation needed]");
    private static final List<String> POLICIES =
            List.of("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies");

    private final Limits limits;
    private final Optional<BadWords> badWords;

    /**
     * @param ends marks of which a line must end with one, if not with {@code ...}; absent: anything
     * @param minimumWords fewest words in a line
     * @param maximumWordLength most characters of a word
     */
    record Limits(Optional<String> ends, Optional<Integer> minimumWords, Optional<Integer> maximumWordLength) {}

    C4Lines(Limits limits, Optional<BadWords> badWords) {
        this.limits = limits;
        this.badWords = badWords;
    }

    /** What a line means for itself or its page. */
    enum Verdict {
        KEEP("kept-lines"),
        LONG_WORD("long-word-lines"),
        NO_END_MARK("unended-lines"),
        FEW_WORDS("short-lines"),
        LOREM_IPSUM("lorem-ipsum-lines"),
        JAVASCRIPT("javascript-lines"),
        CURLY_BRACKET("curly-bracket-lines"),
        POLICY("policy-lines"),
        BAD_WORD("bad-word-lines");

        private final String measure;

        Verdict(String measure) {
            this.measure = measure;
        }

        /** Name of the number of such lines. */
        String measure() {
            return measure;
        }

        boolean rejectsPage() {
            return this == LOREM_IPSUM || this == CURLY_BRACKET || this == BAD_WORD;
        }
    }

    /**
     * @param line without white space at its ends and without markers of citations
     * @param words how many it has
     * @param longestWord characters of its longest
     */
    Verdict judge(String line, IntSupplier words, int longestWord) {
        if (limits.maximumWordLength().filter(most -> longestWord > most).isPresent()) {
            return Verdict.LONG_WORD;
        }
        if (limits.ends().filter(marks -> !ends(line, marks)).isPresent()) {
            return Verdict.NO_END_MARK;
        }
        if (limits.minimumWords().filter(least -> words.getAsInt() < least).isPresent()) {
            return Verdict.FEW_WORDS;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.contains("lorem ipsum")) {
            return Verdict.LOREM_IPSUM;
        }
        if (lower.contains("javascript")) {
            return Verdict.JAVASCRIPT;
        }
        if (line.indexOf('{') >= 0) {
            return Verdict.CURLY_BRACKET;
        }
        if (POLICIES.stream().anyMatch(lower::contains)) {
            return Verdict.POLICY;
        }
        boolean bad = badWords.flatMap(list -> list.first(lower, BadWords.Edges.NO_LATIN_LETTER))
                .isPresent();
        return bad ? Verdict.BAD_WORD : Verdict.KEEP;
    }

    private static boolean ends(String line, String marks) {
        return !line.isEmpty() && marks.indexOf(line.charAt(line.length() - 1)) >= 0 && !line.endsWith("...");
    }

    static String withoutCitations(String line) {
        int at = line.indexOf('[');
        if (at < 0) {
            return line;
        }
        StringBuilder out = new StringBuilder(line.length());
        int copied = 0;
        while (at >= 0) {
            int end = markerEnd(line, at);
            if (end > at) {
                out.append(line, copied, at);
                copied = end;
            }
            at = line.indexOf('[', Math.max(end, at + 1));
        }
        return out.append(line, copied, line.length()).toString();
    }

    /** Position after the marker at a bracket; the bracket's when it is none. */
    private static int markerEnd(String line, int bracket) {
        int at = bracket + 1;
        while (at < line.length() && PythonCharacters.isDecimal(line.codePointAt(at))) {
            at += Character.charCount(line.codePointAt(at));
        }
        if (at < line.length() && line.charAt(at) == ']') {
            return at + 1;
        }
        return MARKERS.stream()
                .filter(marker -> line.startsWith(marker, bracket))
                .findFirst()
                .map(marker -> bracket + marker.length())
                .orElse(bracket);
    }
}
