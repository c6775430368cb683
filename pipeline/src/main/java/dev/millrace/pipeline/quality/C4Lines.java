package dev.millrace.pipeline.quality;

import java.util.List;
import java.util.Locale;

/**
 * Judges lines by C4's rules, in datatrove's order (0.10, filters/c4_filters.py). Markers of citations
 * ({@code \[\d*]|\[edit]|\[citation needed]}) are taken out after the words are counted.
 */
final class C4Lines {
    private static final List<String> MARKERS = List.of("[edit]", "[citation needed]");
    private static final List<String> POLICIES =
            List.of("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies");
    private static final String ENDS = ".?!\"'";

    private final C4Quality.Settings settings;

    C4Lines(C4Quality.Settings settings) {
        this.settings = settings;
    }

    /** What a line means for itself or its page. */
    enum Verdict {
        KEEP,
        DROP,
        LOREM_IPSUM,
        CURLY_BRACKET
    }

    /**
     * @param line without white space at its ends and without markers of citations
     * @param words how many it had with them
     * @param longestWord characters of the longest of those
     */
    Verdict judge(String line, int words, int longestWord) {
        boolean dropped = settings.maximumWordLength()
                        .filter(most -> longestWord > most)
                        .isPresent()
                || (settings.lineEnds() == C4Quality.LineEnds.END_MARK && !ends(line))
                || settings.minimumWordsPerLine().filter(least -> words < least).isPresent();
        if (dropped) {
            return Verdict.DROP;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.contains("lorem ipsum")) {
            return Verdict.LOREM_IPSUM;
        }
        if (lower.contains("javascript")) {
            return Verdict.DROP;
        }
        if (line.indexOf('{') >= 0) {
            return Verdict.CURLY_BRACKET;
        }
        return POLICIES.stream().anyMatch(lower::contains) ? Verdict.DROP : Verdict.KEEP;
    }

    private static boolean ends(String line) {
        return !line.isEmpty() && ENDS.indexOf(line.charAt(line.length() - 1)) >= 0 && !line.endsWith("...");
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
        while (at < line.length() && Character.isDigit(line.charAt(at))) {
            at++;
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
