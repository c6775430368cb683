package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.quality.C4Lines.Verdict;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.words.SentenceCounter;
import dev.millrace.pipeline.words.SentenceSplit;
import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WhiteSpace;
import dev.millrace.pipeline.words.WordSplit;
import dev.millrace.pipeline.words.WordSplitter;
import java.io.Serializable;
import java.util.Optional;

/**
 * C4's rules (arXiv 1910.10683) as datatrove has them (0.10, filters/c4_filters.py), without the list of bad words.
 * Unlike other profiles this one also edits, as its page rules see only the lines that its line rules left: a kept
 * page has its kept lines alone, without markers of citations; a rejected page is left as it was.
 */
public final class C4Quality implements Stage {
    public static final String NAME = "c4-quality-datatrove";
    public static final String LOREM_IPSUM = "lorem-ipsum";
    public static final String CURLY_BRACKET = "curly-bracket";
    public static final String TOO_FEW_SENTENCES = "too-few-sentences";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private transient Judge judge;

    /** What a line must end with to stay. */
    public enum LineEnds {
        /** One of {@code . ? ! " '}, and no {@code ...}. */
        END_MARK,

        /** Anything, as in FineWeb. */
        ANY
    }

    /**
     * A limit that is absent is not tried.
     *
     * @param lineEnds what a line must end with
     * @param minimumSentences fewest sentences in a page's kept lines
     * @param minimumWordsPerLine fewest white-space words in a line
     * @param maximumWordLength most characters of a word in a line
     * @param sentences what counts as a sentence
     */
    public record Settings(
            LineEnds lineEnds,
            Optional<Integer> minimumSentences,
            Optional<Integer> minimumWordsPerLine,
            Optional<Integer> maximumWordLength,
            SentenceSplit sentences)
            implements Serializable {

        private Object writeReplace() {
            return new SettingsForm(this);
        }

        public static Settings defaults() {
            return new Settings(
                    LineEnds.END_MARK, Optional.of(5), Optional.of(3), Optional.of(1000), SentenceSplit.SPACY_ENGLISH);
        }

        /** Lines may end in anything. */
        public static Settings fineWeb() {
            return new Settings(
                    LineEnds.ANY, Optional.of(5), Optional.of(3), Optional.of(1000), SentenceSplit.SPACY_ENGLISH);
        }
    }

    public C4Quality(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        if (judge == null) {
            judge = new Judge(settings);
        }
        return judge.judge(document);
    }

    /** Reads pages one after another. */
    private static final class Judge {
        private final Settings settings;
        private final C4Lines rules;
        private final SentenceCounter sentences;
        private final WordSplitter splitter = WordSplit.WHITESPACE.splitter();
        private final MeasuredText text = new MeasuredText(splitter);
        private final Spans words = new Spans();

        private Judge(Settings settings) {
            this.settings = settings;
            this.rules = new C4Lines(settings);
            this.sentences = settings.sentences().counter();
        }

        private Outcome judge(Document document) {
            text.read(document.text());
            StringBuilder kept = new StringBuilder(document.text().length());
            int count = 0;
            int keptLines = 0;
            for (int i = 0; i < text.lines().size(); i++) {
                int from = text.leftStripped(text.lines().start(i), text.lines().end(i));
                int to = text.rightStripped(from, text.lines().end(i));
                String line = C4Lines.withoutCitations(new String(text.chars(), from, to - from));
                words.clear();
                splitter.split(text.chars(), from, to, words);
                Verdict verdict = rules.judge(line, words.size(), longestWord());
                if (verdict == Verdict.LOREM_IPSUM || verdict == Verdict.CURLY_BRACKET) {
                    String rule = verdict == Verdict.LOREM_IPSUM ? LOREM_IPSUM : CURLY_BRACKET;
                    return Outcome.rejected(document, Rejection.because(NAME, rule, "line " + (i + 1)));
                }
                if (verdict == Verdict.KEEP) {
                    count += sentences.count(line.toCharArray(), 0, line.length());
                    kept.append(keptLines++ == 0 ? "" : "\n").append(line);
                }
            }
            int found = count;
            Document measured = document.withMeasure(
                            NAME + ".lines", text.lines().size())
                    .withMeasure(NAME + ".kept-lines", keptLines)
                    .withMeasure(NAME + ".sentences", count);
            return settings.minimumSentences()
                    .filter(least -> found < least)
                    .map(least -> Outcome.rejected(measured, Rejection.measured(NAME, TOO_FEW_SENTENCES, found, least)))
                    .orElseGet(() -> Outcome.kept(measured.withText(stripped(kept))));
        }

        private int longestWord() {
            int longest = 0;
            for (int i = 0; i < words.size(); i++) {
                longest = Math.max(longest, text.codePoints(words.start(i), words.end(i)));
            }
            return longest;
        }

        private static String stripped(StringBuilder kept) {
            int from = 0;
            while (from < kept.length() && WhiteSpace.is(kept.charAt(from))) {
                from++;
            }
            int to = kept.length();
            while (to > from && WhiteSpace.is(kept.charAt(to - 1))) {
                to--;
            }
            return kept.substring(from, to);
        }
    }
}
