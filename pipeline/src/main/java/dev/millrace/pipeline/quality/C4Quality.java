package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.words.SentenceSplit;
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
    public static final String TOO_FEW_SENTENCES = C4Page.TOO_FEW_SENTENCES;

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private transient C4Page page;

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
        if (page == null) {
            page = page();
        }
        return page.judge(document);
    }

    private C4Page page() {
        Optional<String> ends = settings.lineEnds() == LineEnds.ANY ? Optional.empty() : Optional.of(".?!\"'");
        C4Lines.Limits limits = new C4Lines.Limits(ends, settings.minimumWordsPerLine(), settings.maximumWordLength());
        return new C4Page(
                NAME,
                new C4Lines(limits, Optional.empty()),
                C4Page.Counted.WITH_CITATIONS,
                settings.minimumSentences(),
                settings.sentences().counter());
    }
}
