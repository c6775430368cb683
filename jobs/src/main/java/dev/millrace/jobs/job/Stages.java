package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Catalogue;
import dev.millrace.jobs.config.Choice;
import dev.millrace.jobs.config.Configuration;
import dev.millrace.pipeline.blocklist.ListFile;
import dev.millrace.pipeline.extract.ExtractSettings;
import dev.millrace.pipeline.extract.ExtractStage;
import dev.millrace.pipeline.language.LanguageFilter;
import dev.millrace.pipeline.normalise.NormaliseSettings;
import dev.millrace.pipeline.normalise.NormaliseStage;
import dev.millrace.pipeline.perplexity.PerplexityFilter;
import dev.millrace.pipeline.perplexity.PerplexitySettings;
import dev.millrace.pipeline.pii.PiiRedaction;
import dev.millrace.pipeline.stage.NeedsFiles;
import dev.millrace.pipeline.stage.NeedsSecret;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.stage.StageChain;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Every stage that a configuration can name, with its settings record. */
public final class Stages {
    /** Section with each stage's default settings. */
    private static final String DEFAULTS = "stages";

    private static final SortedMap<String, Maker<?>> MAKERS = new TreeMap<>(Map.of(
            "extract",
            new Maker<>(ExtractSettings.class, ExtractStage::new),
            "normalise",
            new Maker<>(NormaliseSettings.class, NormaliseStage::new),
            LanguageFilter.NAME,
            new Maker<>(LanguageFilter.Settings.class, LanguageFilter::new),
            PerplexityFilter.NAME,
            new Maker<>(PerplexitySettings.class, PerplexityFilter::new),
            PiiRedaction.NAME,
            new Maker<>(PiiRedaction.Settings.class, PiiRedaction::new)));

    static {
        MAKERS.putAll(QualityStages.MAKERS);
    }

    private Stages() {}

    public static Catalogue catalogue() {
        SortedMap<String, Class<? extends Record>> types = new TreeMap<>();
        MAKERS.forEach((name, maker) -> types.put(name, maker.settings()));
        return new Catalogue(DEFAULTS, types);
    }

    /** The chain of a job: crawl-clean or filter. */
    public static StageChain chain(Configuration configuration, String job) {
        return configuration.read(job, ChainSettings.class).stageChain(job);
    }

    /** One chain of the chosen stages, in their order. */
    static StageChain chain(String name, List<Choice> choices) {
        return new StageChain(name, choices.stream().map(Stages::make).toList());
    }

    /**
     * Digests of the files, and marks of the secrets, that the chosen stages need, by key: with others the settings are
     * others.
     *
     * @throws dev.millrace.pipeline.stage.ResourceException when a file is missing
     */
    static SortedMap<String, String> needs(String name, List<Choice> choices) {
        SortedMap<String, String> needs = new TreeMap<>();
        for (int i = 0; i < choices.size(); i++) {
            String stage = name + ".chain[" + i + "]";
            Record settings = choices.get(i).settings();
            if (settings instanceof NeedsFiles files) {
                files.files().forEach(file -> needs.put(stage + ".files." + file, ListFile.digest(file)));
            }
            if (settings instanceof NeedsSecret secret) {
                secret.secretMark().ifPresent(mark -> needs.put(stage + ".secret-mark", mark));
            }
        }
        return needs;
    }

    private static Stage make(Choice choice) {
        return MAKERS.get(choice.stage()).make(choice.settings());
    }

    record Maker<R extends Record>(Class<R> settings, Function<R, Stage> maker) {
        Stage make(Record values) {
            return maker.apply(settings.cast(values));
        }
    }
}
