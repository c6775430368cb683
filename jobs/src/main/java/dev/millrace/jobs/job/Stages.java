package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Catalogue;
import dev.millrace.jobs.config.Choice;
import dev.millrace.jobs.config.Configuration;
import dev.millrace.pipeline.extract.ExtractSettings;
import dev.millrace.pipeline.extract.ExtractStage;
import dev.millrace.pipeline.language.LanguageFilter;
import dev.millrace.pipeline.normalise.NormaliseSettings;
import dev.millrace.pipeline.normalise.NormaliseStage;
import dev.millrace.pipeline.pii.PiiRedaction;
import dev.millrace.pipeline.quality.C4Quality;
import dev.millrace.pipeline.quality.FineWebQuality;
import dev.millrace.pipeline.quality.GopherQuality;
import dev.millrace.pipeline.quality.GopherRepetition;
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
            GopherQuality.NAME,
            new Maker<>(GopherQuality.Settings.class, GopherQuality::new),
            GopherRepetition.NAME,
            new Maker<>(GopherRepetition.Settings.class, GopherRepetition::new),
            C4Quality.NAME,
            new Maker<>(C4Quality.Settings.class, C4Quality::new),
            FineWebQuality.NAME,
            new Maker<>(FineWebQuality.Settings.class, FineWebQuality::new),
            PiiRedaction.NAME,
            new Maker<>(PiiRedaction.Settings.class, PiiRedaction::new)));

    private Stages() {}

    public static Catalogue catalogue() {
        SortedMap<String, Class<? extends Record>> types = new TreeMap<>();
        MAKERS.forEach((name, maker) -> types.put(name, maker.settings()));
        return new Catalogue(DEFAULTS, types);
    }

    /** The chain of a job: crawl-clean or filter. */
    public static StageChain chain(Configuration configuration, String job) {
        return chain(job, configuration.read(job, ChainSettings.class).chain());
    }

    /** One chain of the chosen stages, in their order. */
    static StageChain chain(String name, List<Choice> choices) {
        return new StageChain(name, choices.stream().map(Stages::make).toList());
    }

    private static Stage make(Choice choice) {
        return MAKERS.get(choice.stage()).make(choice.settings());
    }

    private record Maker<R extends Record>(Class<R> settings, Function<R, Stage> maker) {
        Stage make(Record values) {
            return maker.apply(settings.cast(values));
        }
    }
}
