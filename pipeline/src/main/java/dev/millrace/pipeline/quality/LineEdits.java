package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.words.PythonCharacters;
import dev.millrace.pipeline.words.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The line-wise corrections of RefinedWeb, one after the other over the lines of one text. */
final class LineEdits {
    private List<String> lines;
    private int dropped;

    LineEdits(String text) {
        lines = new ArrayList<>(List.of(text.split("\n", -1)));
    }

    /** Lines taken out by the last correction. */
    int dropped() {
        return dropped;
    }

    String text() {
        return String.join("\n", lines);
    }

    /** Whether nothing is left. */
    boolean empty() {
        return lines.isEmpty() || (lines.size() == 1 && lines.get(0).isEmpty());
    }

    /** Lines of which a larger share is upper case go. */
    void dropUpperCase(double limit) {
        keep(line -> line.isEmpty() || share(line, PythonCharacters::isUpper) <= limit);
        strip();
    }

    /** Lines of which a larger share is digits go. */
    void dropDigits(double limit) {
        keep(line -> line.isEmpty() || share(line, PythonCharacters::isDigit) <= limit);
        strip();
    }

    /** Lines that are a number and one of the words, such as {@code 3 likes}, go. */
    void dropCounters(Set<String> words) {
        keep(line -> !counter(line.toLowerCase(Locale.ROOT), words));
        strip();
    }

    /** Lines of fewer words go, empty ones stay. */
    void dropShort(int words) {
        keep(line -> line.isEmpty() || words(line, words) >= words);
    }

    /** Takes the phrase out of lines of at most so many words; a line of which only white space is left goes. */
    void removePhrase(Pattern phrase, int words) {
        List<String> kept = new ArrayList<>(lines.size());
        for (String line : lines) {
            String rest = words(line, words + 1) <= words ? phrase.matcher(line).replaceAll("") : line;
            if (line.isEmpty() || !blank(rest)) {
                kept.add(rest);
            }
        }
        dropped = lines.size() - kept.size();
        lines = kept;
        strip();
    }

    private void keep(Predicate<String> kept) {
        List<String> left = new ArrayList<>(lines.size());
        for (String line : lines) {
            if (kept.test(line)) {
                left.add(line);
            }
        }
        dropped = lines.size() - left.size();
        lines = left;
    }

    /** Takes white space off the ends of the text. */
    private void strip() {
        int from = 0;
        while (from < lines.size() && blank(lines.get(from))) {
            from++;
        }
        int to = lines.size();
        while (to > from && blank(lines.get(to - 1))) {
            to--;
        }
        lines = new ArrayList<>(lines.subList(from, to));
        if (!lines.isEmpty()) {
            lines.set(0, stripped(lines.get(0), 0));
            lines.set(lines.size() - 1, strippedEnd(lines.get(lines.size() - 1)));
        }
    }

    private static String stripped(String line, int from) {
        int at = from;
        while (at < line.length() && WhiteSpace.is(line.charAt(at))) {
            at++;
        }
        return line.substring(at);
    }

    private static String strippedEnd(String line) {
        int at = line.length();
        while (at > 0 && WhiteSpace.is(line.charAt(at - 1))) {
            at--;
        }
        return line.substring(0, at);
    }

    private static boolean blank(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (!WhiteSpace.is(line.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static double share(String line, IntPredicate kind) {
        int length = 0;
        int count = 0;
        for (int at = 0; at < line.length(); length++) {
            int c = line.codePointAt(at);
            count += kind.test(c) ? 1 : 0;
            at += Character.charCount(c);
        }
        return (double) count / length;
    }

    /** White-space words of a line; counting ends at {@code most}. */
    private static int words(String line, int most) {
        int count = 0;
        boolean between = true;
        for (int i = 0; i < line.length() && count < most; i++) {
            boolean space = WhiteSpace.is(line.charAt(i));
            count += between && !space ? 1 : 0;
            between = space;
        }
        return count;
    }

    /** {@code ^\W*\d[,.\d]*[kmb]?\s+(words)\W*$} on a line in lower case. */
    private static boolean counter(String line, Set<String> words) {
        int at = skipNonWord(line, 0);
        if (at == line.length() || !PythonCharacters.isDecimal(line.codePointAt(at))) {
            return false;
        }
        while (at < line.length()
                && (line.charAt(at) == ','
                        || line.charAt(at) == '.'
                        || PythonCharacters.isDecimal(line.codePointAt(at)))) {
            at += Character.charCount(line.codePointAt(at));
        }
        if (at < line.length() && "kmb".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        int word = at;
        while (word < line.length() && WhiteSpace.is(line.charAt(word))) {
            word++;
        }
        if (word == at) {
            return false;
        }
        int end = word;
        while (end < line.length() && PythonCharacters.isWord(line.codePointAt(end))) {
            end += Character.charCount(line.codePointAt(end));
        }
        return words.contains(line.substring(word, end)) && skipNonWord(line, end) == line.length();
    }

    private static int skipNonWord(String line, int from) {
        int at = from;
        while (at < line.length() && !PythonCharacters.isWord(line.codePointAt(at))) {
            at += Character.charCount(line.codePointAt(at));
        }
        return at;
    }
}
