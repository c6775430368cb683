package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.blocklist.Loaded;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.NeedsFiles;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * C4's rules as Dolma reads them (arXiv 2402.00159; allenai/dolma, python/dolma/taggers/c4.py). By default, as in
 * Dolma's own mix, only lines that end in no {@code . ? ! "} go, and a text of which nothing is left is rejected.
 */
public final class DolmaC4 implements Stage {
    public static final String NAME = "dolma-c4";
    public static final String EMPTY = "empty";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private final Loaded<DolmaWords> badWords;

    /** What a text must not have. */
    public enum Mark {
        /** A word or phrase of the lists. */
        BAD_WORD,
        /** The word by itself. */
        JAVASCRIPT,
        LOREM_IPSUM,
        CURLY_BRACKET
    }

    /**
     * @param lineEnds what a line must end with to stay
     * @param minimumWordsPerLine fewest words of a line that stays
     * @param reject what rejects a text, tried in this order
     * @param badWords files of words and phrases, one a line, in lower case
     */
    public record Settings(
            C4Quality.LineEnds lineEnds,
            Optional<Integer> minimumWordsPerLine,
            List<Mark> reject,
            List<String> badWords)
            implements Serializable, NeedsFiles {
        public Settings {
            reject = List.copyOf(reject);
            badWords = List.copyOf(badWords);
        }

        private Object writeReplace() {
            return new SettingsForm(this);
        }

        public static Settings defaults() {
            return new Settings(C4Quality.LineEnds.END_MARK, Optional.empty(), List.of(), List.of());
        }

        @Override
        public List<String> files() {
            return badWords;
        }
    }

    /** @throws dev.millrace.pipeline.stage.ResourceException naming file and line of a list that can't be used */
    public DolmaC4(Settings settings) {
        this.settings = settings;
        this.badWords = new Loaded<>("dolma-words", DolmaWords.class, settings.badWords(), DolmaWords::read);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        MeasuredText text = MeasuredText.of(document.text(), WordSplit.WHITESPACE);
        DolmaMarks marks = new DolmaMarks(badWords.get());
        Spans lines = new Spans();
        Lines.splitAtEachFeed(text.chars(), lines);
        StringBuilder kept = new StringBuilder(text.chars().length);
        int unended = 0;
        int few = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = new String(text.chars(), lines.start(i), lines.length(i));
            DolmaMarks.Line read = marks.read(line);
            boolean tooShort = settings.minimumWordsPerLine()
                    .filter(least -> read.words() < least)
                    .isPresent();
            unended += read.ended() ? 0 : 1;
            few += tooShort ? 1 : 0;
            boolean drop = tooShort || (settings.lineEnds() == C4Quality.LineEnds.END_MARK && !read.ended());
            if (!drop) {
                kept.append(line).append(i + 1 < lines.size() ? "\n" : "");
            }
        }
        SortedMap<String, Double> measures = new TreeMap<>(marks.measures(NAME));
        measures.put(NAME + ".lines", (double) lines.size());
        measures.put(NAME + ".unended-lines", (double) unended);
        measures.put(NAME + ".short-lines", (double) few);
        Document measured = document.withMeasures(measures);
        for (Mark mark : settings.reject()) {
            if (marks.count(mark) > 0) {
                return Outcome.rejected(
                        measured, Rejection.measured(NAME, DolmaMarks.name(mark), marks.count(mark), 0));
            }
        }
        String left = kept.toString();
        if (left.isEmpty()) {
            return Outcome.rejected(measured, Rejection.measured(NAME, EMPTY, 0, 1));
        }
        return Outcome.kept(left.equals(document.text()) ? measured : measured.withText(left));
    }
}
