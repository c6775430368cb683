package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.regex.Regex;
import dev.millrace.tokenizer.regex.Search;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Splits at the matches of a pattern.
 *
 * @param delimiters which pieces the behaviour takes for matches
 */
public record Split(Pattern pattern, SplitBehavior behavior, Delimiters delimiters) implements PreTokenizer {

    /** Whether words are split at the matches of the pattern, or at what lies between. */
    public enum Delimiters {
        MATCHES,
        BETWEEN_MATCHES
    }

    /** What is looked for. */
    public sealed interface Pattern extends Serializable {}

    /** A text; the empty one occurs between any two characters. */
    public record Text(String text) implements Pattern {}

    /** One of the regular expressions of popular models, matched by a scanner of its own. */
    public record Known(WordSplit split, String regex) implements Pattern {}

    /** Any regular expression. */
    public record Expression(Regex regex) implements Pattern {}

    /** @throws IllegalArgumentException if it is no regular expression, or holds what isn't supported */
    public static Pattern regex(String regex) {
        Optional<Pattern> known = WordSplit.ofRegex(regex).map(split -> new Known(split, regex));
        return known.orElseGet(() -> new Expression(new Regex(regex)));
    }

    @Override
    public void split(Words words) {
        MatchSplitter splitter = new MatchSplitter(behavior, words);
        boolean matches = delimiters == Delimiters.MATCHES;
        if (pattern instanceof Known known) {
            words.splitEach((utf8, from, to, out) -> splitKnown(known.split(), utf8, from, to, splitter, matches));
        } else if (pattern instanceof Expression expression) {
            Search search = expression.regex().search();
            words.splitEach((utf8, from, to, out) -> splitMatches(search, utf8, from, to, splitter, matches));
            expression.regex().giveBack(search);
        } else if (pattern instanceof Text text) {
            byte[] wanted = text.text().getBytes(StandardCharsets.UTF_8);
            words.splitEach((utf8, from, to, out) -> splitText(wanted, utf8, from, to, splitter, matches));
        }
    }

    // the known expressions match every character
    private static void splitKnown(
            WordSplit known, byte[] utf8, int from, int to, MatchSplitter splitter, boolean matches) {
        splitter.begin();
        for (int at = from; at < to; ) {
            int end = known.end(utf8, at, to);
            splitter.add(at, end, matches);
            at = end;
        }
        splitter.end();
    }

    private static void splitMatches(
            Search search, byte[] utf8, int from, int to, MatchSplitter splitter, boolean matches) {
        search.reset(utf8, from, to);
        splitter.begin();
        int at = from;
        while (search.next()) {
            if (search.start() > at) {
                splitter.add(at, search.start(), !matches);
            }
            splitter.add(search.start(), search.end(), matches);
            at = search.end();
        }
        if (at < to) {
            splitter.add(at, to, !matches);
        }
        splitter.end();
    }

    private static void splitText(
            byte[] wanted, byte[] utf8, int from, int to, MatchSplitter splitter, boolean matches) {
        if (wanted.length == 0) {
            EmptyMatches.split(utf8, from, to, splitter, matches);
            return;
        }
        splitter.begin();
        int at = from;
        for (int i = from; i <= to - wanted.length; ) {
            if (utf8[i] != wanted[0] || !occurs(wanted, utf8, i)) {
                i++;
                continue;
            }
            if (i > at) {
                splitter.add(at, i, !matches);
            }
            splitter.add(i, i + wanted.length, matches);
            i += wanted.length;
            at = i;
        }
        if (at < to) {
            splitter.add(at, to, !matches);
        }
        splitter.end();
    }

    private static boolean occurs(byte[] wanted, byte[] utf8, int at) {
        for (int i = 1; i < wanted.length; i++) {
            if (utf8[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
