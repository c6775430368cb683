package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * RefinedWeb's line-wise corrections (arXiv 2306.01116, G.2) as DCLM's baseline has them (mlfoundations/dclm,
 * baselines/mappers/modifiers.py and dclm_baseline_refinedweb.yaml), in its order. This profile edits and judges, as
 * what it judges is how much its edits took: a page that lost too many of its words is rejected as it was.
 */
public final class RefinedWebLines implements Stage {
    public static final String NAME = "refinedweb-lines";
    public static final String TOO_MUCH_REMOVED = "too-many-words-removed";
    public static final String EMPTY = "empty";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private transient List<Pattern> phrases;

    /**
     * What is absent is not tried.
     *
     * @param upperCase largest share of upper-case characters in a line
     * @param digits largest share of digits in a line
     * @param counters words of lines such as {@code 3 likes}, in lower case; such lines go
     * @param minimumWords fewest words of a line that is not empty
     * @param phrases what is taken out of short lines
     * @param phraseLineWords most words of a line that phrases are taken out of
     * @param removedWords largest share of a page's words that may go
     */
    public record Settings(
            Optional<Double> upperCase,
            Optional<Double> digits,
            List<String> counters,
            Optional<Integer> minimumWords,
            List<LinePhrase> phrases,
            int phraseLineWords,
            Optional<Double> removedWords)
            implements Serializable {
        public Settings {
            counters = List.copyOf(counters);
            phrases = List.copyOf(phrases);
            if (phraseLineWords < 0) {
                throw new IllegalArgumentException("Invalid phrase line words: " + phraseLineWords + " (must be >= 0)");
            }
        }

        private Object writeReplace() {
            return new SettingsForm(this);
        }

        public static Settings defaults() {
            return new Settings(
                    Optional.of(.5),
                    Optional.of(.999999),
                    List.of(
                            "likes",
                            "shares",
                            "comments",
                            "retweets",
                            "reposts",
                            "quotes",
                            "bookmarks",
                            "upvotes",
                            "downvotes",
                            "downloads",
                            "views",
                            "followers"),
                    Optional.of(2),
                    List.of(
                            new LinePhrase("items in cart", LinePhrase.Place.ANYWHERE),
                            new LinePhrase("read more...", LinePhrase.Place.END),
                            new LinePhrase("sign-in", LinePhrase.Place.START)),
                    10,
                    Optional.of(.05));
        }
    }

    public RefinedWebLines(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        if (phrases == null) {
            phrases = settings.phrases().stream().map(LinePhrase::pattern).toList();
        }
        LineEdits edits = new LineEdits(document.text());
        SortedMap<String, Double> values = new TreeMap<>();
        settings.upperCase().ifPresent(limit -> {
            edits.dropUpperCase(limit);
            values.put(NAME + ".upper-case-lines", (double) edits.dropped());
        });
        settings.digits().ifPresent(limit -> {
            edits.dropDigits(limit);
            values.put(NAME + ".digit-lines", (double) edits.dropped());
        });
        if (!settings.counters().isEmpty()) {
            Set<String> counters = new HashSet<>(settings.counters());
            edits.dropCounters(counters);
            values.put(NAME + ".counter-lines", (double) edits.dropped());
        }
        settings.minimumWords().ifPresent(least -> {
            edits.dropShort(least);
            values.put(NAME + ".short-lines", (double) edits.dropped());
        });
        double emptied = 0;
        for (Pattern phrase : phrases) {
            edits.removePhrase(phrase, settings.phraseLineWords());
            emptied += edits.dropped();
        }
        values.put(NAME + ".phrase-lines", emptied);
        return judge(document, edits, values);
    }

    private Outcome judge(Document document, LineEdits edits, SortedMap<String, Double> values) {
        String text = edits.text();
        int before = words(document.text());
        int after = words(text);
        double removed = before == 0 ? 1 : (double) (before - after) / before;
        values.put(NAME + ".removed-words", removed);
        Document measured = document.withMeasures(values);
        if (edits.empty()) {
            return Outcome.rejected(measured, Rejection.measured(NAME, EMPTY, 0, 1));
        }
        return settings.removedWords()
                .filter(limit -> before == 0 || removed > limit)
                .map(limit -> Outcome.rejected(measured, Rejection.measured(NAME, TOO_MUCH_REMOVED, removed, limit)))
                .orElseGet(() -> Outcome.kept(text.equals(document.text()) ? measured : measured.withText(text)));
    }

    private static int words(String text) {
        return DclmStatistics.plainWords(MeasuredText.of(text, WordSplit.WHITESPACE));
    }
}
