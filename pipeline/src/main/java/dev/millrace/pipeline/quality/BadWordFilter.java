package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.blocklist.Loaded;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.stage.NeedsFiles;
import dev.millrace.pipeline.stage.Stage;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rejects documents with words or phrases of a list of their language, as C4 came to (tensorflow/datasets,
 * text/c4_utils.py, get_badwords_filter_fn): {@code (?:\W|^)(…)(?:\W|$)} on text in lower case, anywhere in languages
 * without spaces. A language without a list is kept. datatrove (filters/c4_filters.py) has the same pattern, but loses the
 * language on the way to it and so looks anywhere in all: {@code unspaced} with that language is that.
 */
public final class BadWordFilter implements Stage {
    public static final String NAME = "bad-words";
    public static final String BAD_WORD = "bad-word";

    /** Occurrences. */
    public static final String COUNT = NAME + ".count";

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private final HashMap<String, Loaded<BadWords>> lists = new HashMap<>();

    /**
     * @param language code as the stage {@code language} gives it
     * @param files of words and phrases, one a line
     */
    public record WordList(String language, List<String> files) implements Serializable {
        public WordList {
            files = List.copyOf(files);
        }
    }

    /**
     * @param lists one a language
     * @param unspaced languages whose words stand anywhere
     * @param defaultLanguage of documents that no stage has told the language of
     * @param maximum most occurrences
     */
    public record Settings(List<WordList> lists, List<String> unspaced, String defaultLanguage, int maximum)
            implements Serializable, NeedsFiles {
        public Settings {
            lists = List.copyOf(lists);
            unspaced = List.copyOf(unspaced);
            if (maximum < 0) {
                throw new IllegalArgumentException("Invalid maximum: " + maximum + " (must be >= 0)");
            }
        }

        /** No list. */
        public static Settings defaults() {
            return new Settings(List.of(), List.of("ja", "th", "zh"), "en", 0);
        }

        @Override
        public List<String> files() {
            return lists.stream().flatMap(list -> list.files().stream()).toList();
        }
    }

    /** @throws dev.millrace.pipeline.stage.ResourceException naming file and line of a list that can't be used */
    public BadWordFilter(Settings settings) {
        this.settings = settings;
        for (WordList list : settings.lists()) {
            lists.put(list.language(), new Loaded<>("bad-words", BadWords.class, list.files(), BadWords::read));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome apply(Document document) {
        String language = document.attributes().getOrDefault(Document.LANGUAGE, settings.defaultLanguage());
        Loaded<BadWords> list = lists.get(language);
        if (list == null) {
            return Outcome.kept(document);
        }
        BadWords.Edges edges =
                settings.unspaced().contains(language) ? BadWords.Edges.ANY : BadWords.Edges.NO_WORD_CHARACTER;
        Map<String, Integer> found = list.get().all(document.text().toLowerCase(Locale.ROOT), edges);
        int count = found.values().stream().mapToInt(Integer::intValue).sum();
        Document measured = document.withMeasure(COUNT, count);
        if (count <= settings.maximum()) {
            return Outcome.kept(measured);
        }
        String first = found.keySet().iterator().next();
        return Outcome.rejected(measured, new Rejection(NAME, BAD_WORD, count, settings.maximum(), first, ""));
    }
}
