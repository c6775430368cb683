package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.blocklist.ListFile;
import dev.millrace.pipeline.blocklist.Substrings;
import dev.millrace.pipeline.words.PythonCharacters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Finds words and phrases of a list in text in lower case. */
final class BadWords {
    private final Substrings words;

    /** What must stand beside a word. */
    enum Edges {
        /** {@code [^a-z](…)[^a-z]}: a character on both sides, so that a text neither begins nor ends with it. */
        NO_LATIN_LETTER,

        /** {@code (?:\W|^)(…)(?:\W|$)} */
        NO_WORD_CHARACTER,

        /** Anything. */
        ANY
    }

    private BadWords(Substrings words) {
        this.words = words;
    }

    /** @throws dev.millrace.pipeline.stage.ResourceException naming file and line of a list that can't be used */
    static BadWords read(List<String> files) {
        List<String> entries = new ArrayList<>();
        files.forEach(file -> ListFile.read(file, entry -> entries.add(entry.toLowerCase(Locale.ROOT))));
        return new BadWords(new Substrings(entries));
    }

    /** The first one, by its end. */
    Optional<String> first(String lower, Edges edges) {
        AtomicReference<String> first = new AtomicReference<>();
        words.find(lower, (from, to) -> {
            boolean alone = alone(lower, from, to, edges);
            if (alone) {
                first.set(lower.substring(from, to));
            }
            return alone;
        });
        return Optional.ofNullable(first.get());
    }

    /** How often each occurs, by the first occurrence. */
    Map<String, Integer> all(String lower, Edges edges) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        words.find(lower, (from, to) -> {
            if (alone(lower, from, to, edges)) {
                counts.merge(lower.substring(from, to), 1, Integer::sum);
            }
            return false;
        });
        return counts;
    }

    private static boolean alone(String text, int from, int to, Edges edges) {
        return switch (edges) {
            case NO_LATIN_LETTER ->
                from > 0 && to < text.length() && !latin(text.charAt(from - 1)) && !latin(text.charAt(to));
            case NO_WORD_CHARACTER ->
                (from == 0 || !PythonCharacters.isWord(text.codePointBefore(from)))
                        && (to == text.length() || !PythonCharacters.isWord(text.codePointAt(to)));
            case ANY -> true;
        };
    }

    private static boolean latin(char c) {
        return c >= 'a' && c <= 'z';
    }
}
