package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.blocklist.HashedStrings;
import dev.millrace.pipeline.blocklist.ListFile;
import dev.millrace.pipeline.blocklist.Loaded;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.NeedsFiles;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.words.Spans;
import dev.millrace.pipeline.words.WordSplit;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rejects documents too few of whose words are stop words of their language: running text has many, lists and
 * machine-made text have few. 29 languages have built-in lists of function words; a language without any is kept.
 */
public final class StopWordShare implements Stage {
    public static final String NAME = "stop-words";
    public static final String TOO_FEW = "too-few-stop-words";

    /** Share of the words, 0 to 1. */
    public static final String SHARE = NAME + ".share";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private final HashMap<String, Loaded<HashedStrings>> lists = new HashMap<>();

    /**
     * What holds for a language instead of the defaults.
     *
     * @param language code as the stage {@code language} gives it
     * @param minimumShare smallest share; absent: the one of all languages
     * @param files of stop words, one a line; none: the built-in ones
     */
    public record LanguageRule(String language, Optional<Double> minimumShare, List<String> files)
            implements Serializable {
        public LanguageRule {
            files = List.copyOf(files);
        }

        private Object writeReplace() {
            return new SettingsForm(this);
        }
    }

    /**
     * @param minimumShare smallest share of stop words; absent: they are measured alone
     * @param languages what differs
     * @param defaultLanguage of documents that no stage has told the language of
     */
    public record Settings(
            Optional<Double> minimumShare, List<LanguageRule> languages, String defaultLanguage, WordSplit words)
            implements Serializable, NeedsFiles {
        public Settings {
            languages = List.copyOf(languages);
        }

        private Object writeReplace() {
            return new SettingsForm(this);
        }

        /** A tenth; half of that where stems take endings, or a segmenter cuts words short. */
        public static Settings defaults() {
            List<LanguageRule> scarce = Stream.of("ar", "fi", "he", "th", "tr", "vi", "zh")
                    .map(language -> new LanguageRule(language, Optional.of(.05), List.of()))
                    .toList();
            return new Settings(Optional.of(.1), scarce, "en", WordSplit.SCRIPT_AWARE);
        }

        @Override
        public List<String> files() {
            return languages.stream().flatMap(rule -> rule.files().stream()).toList();
        }
    }

    /** @throws dev.millrace.pipeline.stage.ResourceException naming file and line of a list that can't be used */
    public StopWordShare(Settings settings) {
        this.settings = settings;
        for (LanguageRule rule : settings.languages()) {
            if (!rule.files().isEmpty()) {
                lists.put(
                        rule.language(),
                        new Loaded<>("stop-words", HashedStrings.class, rule.files(), StopWordShare::read));
            }
        }
    }

    private static HashedStrings read(List<String> files) {
        HashedStrings.Builder words = new HashedStrings.Builder();
        files.forEach(file -> ListFile.read(file, entry -> words.add(entry.toLowerCase(Locale.ROOT))));
        return words.build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        String language = document.attributes().getOrDefault(Document.LANGUAGE, settings.defaultLanguage());
        Loaded<HashedStrings> list = lists.get(language);
        Optional<Set<String>> builtIn = FunctionWords.of(language);
        if (list == null && builtIn.isEmpty()) {
            return Outcome.kept(document);
        }
        MeasuredText text = MeasuredText.of(document.text(), settings.words());
        Spans words = text.words();
        int stops = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = new String(text.chars(), words.start(i), words.length(i)).toLowerCase(Locale.ROOT);
            stops += list == null
                    ? (builtIn.get().contains(word) ? 1 : 0)
                    : (list.get().contains(word) ? 1 : 0);
        }
        double share = words.size() == 0 ? 0 : (double) stops / words.size();
        Document measured = document.withMeasure(SHARE, share);
        return limit(language)
                .filter(least -> share < least)
                .map(least -> Outcome.rejected(measured, Rejection.measured(NAME, TOO_FEW, share, least)))
                .orElseGet(() -> Outcome.kept(measured));
    }

    private Optional<Double> limit(String language) {
        return settings.languages().stream()
                .filter(rule -> rule.language().equals(language))
                .flatMap(rule -> rule.minimumShare().stream())
                .findFirst()
                .or(settings::minimumShare);
    }
}
