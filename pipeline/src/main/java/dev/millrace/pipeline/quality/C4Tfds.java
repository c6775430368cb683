package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.blocklist.Loaded;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.NeedsFiles;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.words.PunktModel;
import dev.millrace.pipeline.words.SentenceSplit;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * C4's rules as they made C4 (arXiv 1910.10683; tensorflow/datasets, text/c4_utils.py). This profile also edits, as its
 * page rules see only the lines that its line rules left: a kept page has its kept lines alone, without markers of
 * citations; a rejected page is left as it was. Its rule of language is the stage {@code language} with a minimum score
 * of .99; in later versions bad words are no rule of lines but of pages, the stage {@code bad-words}.
 */
public final class C4Tfds implements Stage {
    public static final String NAME = "c4-tfds";
    public static final String TOO_LONG = "too-long";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private final Loaded<BadWords> badWords;
    private final Loaded<PunktModel> punkt;
    private transient C4Page page;

    /**
     * A limit that is absent is not tried.
     *
     * @param maximumCharacters most characters of a page
     * @param minimumSentences fewest sentences in a page's kept lines
     * @param minimumWordsPerLine fewest white-space words in a line, without its citations
     * @param maximumWordLength most characters of a word in a line
     * @param sentences what counts as a sentence
     * @param punktModel folder of NLTK's punkt_tab, such as {@code punkt_tab/english}, whose model finds sentences
     *     instead: exactly as NLTK does, where the built-in table of words is a part of its own
     * @param badWords files of words and phrases, one a line, that no kept line may have between other characters than
     *     {@code a} to {@code z}
     */
    public record Settings(
            Optional<Integer> maximumCharacters,
            Optional<Integer> minimumSentences,
            Optional<Integer> minimumWordsPerLine,
            Optional<Integer> maximumWordLength,
            SentenceSplit sentences,
            Optional<String> punktModel,
            List<String> badWords)
            implements Serializable, NeedsFiles {
        public Settings {
            badWords = List.copyOf(badWords);
        }

        private Object writeReplace() {
            return new SettingsForm(this);
        }

        /** Without bad words. */
        public static Settings defaults() {
            return new Settings(
                    Optional.of(190_000),
                    Optional.of(3),
                    Optional.of(5),
                    Optional.of(1000),
                    SentenceSplit.PUNKT_ENGLISH,
                    Optional.empty(),
                    List.of());
        }

        @Override
        public List<String> files() {
            return Stream.concat(badWords.stream(), punktFiles().stream()).toList();
        }

        private List<String> punktFiles() {
            return punktModel.map(PunktModel::files).orElse(List.of());
        }
    }

    /** @throws dev.millrace.pipeline.stage.ResourceException naming file and line of a file that can't be used */
    public C4Tfds(Settings settings) {
        this.settings = settings;
        this.badWords = new Loaded<>("bad-words", BadWords.class, settings.badWords(), BadWords::read);
        this.punkt = new Loaded<>("punkt", PunktModel.class, settings.punktFiles(), C4Tfds::punkt);
    }

    private static PunktModel punkt(List<String> files) {
        return files.isEmpty() ? PunktModel.english() : PunktModel.read(files);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        String text = document.text();
        int characters = text.codePointCount(0, text.length());
        Document measured = document.withMeasure(NAME + ".characters", characters);
        Optional<Integer> limit = settings.maximumCharacters().filter(most -> characters > most);
        if (limit.isPresent()) {
            return Outcome.rejected(measured, Rejection.measured(NAME, TOO_LONG, characters, limit.get()));
        }
        if (page == null) {
            page = page();
        }
        return page.judge(measured);
    }

    private C4Page page() {
        C4Lines.Limits limits =
                new C4Lines.Limits(Optional.of(".?!\""), settings.minimumWordsPerLine(), settings.maximumWordLength());
        Optional<BadWords> list = settings.badWords().isEmpty() ? Optional.empty() : Optional.of(badWords.get());
        return new C4Page(
                NAME,
                new C4Lines(limits, list),
                C4Page.Counted.WITHOUT_CITATIONS,
                settings.minimumSentences(),
                settings.punktModel().isPresent()
                        ? punkt.get().counter()
                        : settings.sentences().counter());
    }
}
