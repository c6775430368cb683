package dev.millrace.jobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.config.ConfigurationException;
import dev.millrace.pipeline.blocklist.UrlFilter;
import dev.millrace.pipeline.classifier.Classifier;
import dev.millrace.pipeline.code.CodeQuality;
import dev.millrace.pipeline.code.LicenceHeaders;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.quality.BadWordFilter;
import dev.millrace.pipeline.quality.C4Paragraphs;
import dev.millrace.pipeline.quality.C4Tfds;
import dev.millrace.pipeline.quality.DclmQuality;
import dev.millrace.pipeline.quality.DclmRepetition;
import dev.millrace.pipeline.quality.DolmaC4;
import dev.millrace.pipeline.quality.DolmaGopher;
import dev.millrace.pipeline.quality.Notices;
import dev.millrace.pipeline.quality.RefinedWebLines;
import dev.millrace.pipeline.quality.RepetitionSettings;
import dev.millrace.pipeline.quality.StopWordShare;
import dev.millrace.pipeline.quality.SymbolShares;
import dev.millrace.pipeline.quality.UrlRemoval;
import dev.millrace.pipeline.stage.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented defaults are the records' own, and the presets name stages that can be made. */
class QualityStagesTest {
    private static Configuration load(String... definitions) {
        return Configuration.load(
                List.of("reference.conf"), Optional.empty(), List.of(definitions), Stages.catalogue());
    }

    private static <R extends Record> R read(String section, Class<R> type, String... definitions) {
        return load(definitions).read(section, type);
    }

    @Test
    void stagesHaveTheirDefaults() {
        assertThat(read("stages." + C4Tfds.NAME, C4Tfds.Settings.class)).isEqualTo(C4Tfds.Settings.defaults());
        assertThat(read("stages." + C4Paragraphs.NAME, C4Paragraphs.Settings.class))
                .isEqualTo(C4Paragraphs.Settings.defaults());
        assertThat(read("stages." + DclmQuality.NAME, DclmQuality.Settings.class))
                .isEqualTo(DclmQuality.Settings.defaults());
        assertThat(read("stages." + DclmRepetition.NAME, RepetitionSettings.class))
                .isEqualTo(DclmRepetition.defaults());
        assertThat(read("stages." + RefinedWebLines.NAME, RefinedWebLines.Settings.class))
                .isEqualTo(RefinedWebLines.Settings.defaults());
        assertThat(read("stages." + DolmaGopher.NAME, DolmaGopher.Settings.class))
                .isEqualTo(DolmaGopher.Settings.defaults());
        assertThat(read("stages." + DolmaC4.NAME, DolmaC4.Settings.class)).isEqualTo(DolmaC4.Settings.defaults());
        assertThat(read("stages." + BadWordFilter.NAME, BadWordFilter.Settings.class))
                .isEqualTo(BadWordFilter.Settings.defaults());
        assertThat(read("stages." + StopWordShare.NAME, StopWordShare.Settings.class))
                .isEqualTo(StopWordShare.Settings.defaults());
        assertThat(read("stages." + SymbolShares.NAME, SymbolShares.Settings.class))
                .isEqualTo(SymbolShares.Settings.defaults());
        assertThat(read("stages." + Notices.NAME, Notices.Settings.class)).isEqualTo(Notices.Settings.defaults());
        assertThat(read("stages." + UrlRemoval.NAME, UrlRemoval.Settings.class))
                .isEqualTo(UrlRemoval.Settings.defaults());
        assertThat(read("stages." + UrlFilter.NAME, UrlFilter.Settings.class)).isEqualTo(UrlFilter.Settings.defaults());
        assertThat(read("stages." + CodeQuality.NAME, CodeQuality.Settings.class))
                .isEqualTo(CodeQuality.Settings.defaults());
        assertThat(read("stages." + LicenceHeaders.NAME, LicenceHeaders.Settings.class))
                .isEqualTo(LicenceHeaders.Settings.defaults());
    }

    @Test
    void aClassifierNeedsItsModel() {
        assertThatThrownBy(() -> read("stages.classifier", Classifier.Settings.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Invalid model: \"\" (must name a file)");
        assertThat(read("stages.classifier", Classifier.Settings.class, "stages.classifier.model=m.bin")
                        .minimumScore())
                .isEqualTo(.5);
    }

    @Test
    void aMissingListEndsTheRunBeforeItBegins() {
        ChainSettings settings = read(
                "filter",
                ChainSettings.class,
                "filter.chain=[{stage=bad-words, lists=[{language=en, files=[no/such/list.txt]}]}]");
        assertThatThrownBy(() -> Stages.chain("filter", settings.chain()))
                .isInstanceOf(ResourceException.class)
                .hasMessage("no/such/list.txt: no such file");
        assertThatThrownBy(() -> Stages.needs("filter", settings.chain()))
                .isInstanceOf(ResourceException.class)
                .hasMessage("no/such/list.txt: no such file");
    }

    @Test
    void anotherSecretIsAnotherSettingAndIsNotTold(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef");
        ChainSettings settings = read(
                "filter",
                ChainSettings.class,
                "filter.chain=[{stage=pii, email=hash, secret=\"file:" + secret + "\"}]");
        SortedMap<String, String> first = Stages.needs("filter", settings.chain());
        assertThat(first).containsOnlyKeys("filter.chain[0].secret-mark").doesNotContainValue("0123456789abcdef");
        assertThat(Stages.needs("filter", settings.chain())).isEqualTo(first);
        Files.writeString(secret, "fedcba9876543210");
        assertThat(Stages.needs("filter", settings.chain())).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gopher", "c4", "c4-datatrove", "fineweb", "dclm", "dolma", "refinedweb", "code"})
    void presetsCanBeRead(String name) {
        Path preset = Path.of(System.getProperty("millrace.root", ".."), "conf", "pipeline", name + ".conf");
        Configuration configuration =
                Configuration.load(List.of("reference.conf"), Optional.of(preset), List.of(), Stages.catalogue());

        assertThat(Stages.chain(
                                "filter",
                                configuration
                                        .read("filter", ChainSettings.class)
                                        .chain())
                        .stages())
                .isNotEmpty();
        assertThat(Stages.chain(
                                "crawl-clean",
                                configuration
                                        .read("crawl-clean", ChainSettings.class)
                                        .chain())
                        .stages())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gopher-quality-datatrove",
                "gopher-repetition-datatrove",
                "c4-quality-datatrove",
                "c4-tfds",
                "c4-paragraphs",
                "fineweb-quality-datatrove",
                "dclm-quality",
                "dclm-repetition",
                "refinedweb-lines",
                "dolma-gopher",
                "dolma-c4",
                "stop-words",
                "symbols",
                "notices",
                "url-removal",
                "url-filter",
                "code-quality",
                "language"
            })
    void whatEveryRuleMeasuresCanBeKept(String stage) {
        assertThat(measuresOf(stage, "all")).isNotEmpty();
        assertThat(measuresOf(stage, "none")).isEmpty();
    }

    private static Map<String, Double> measuresOf(String stage, String keep) {
        Document document = Document.of(
                new DocumentId("0".repeat(32)),
                new Provenance("test", 0, "https://mill.example/river"),
                "The mill stands where the river bends, and its wheel turns all winter long for the whole village.");
        return read("filter", ChainSettings.class, "filter.chain=[" + stage + "]", "filter.keep-measures=" + keep)
                .stageChain("filter")
                .apply(document)
                .document()
                .measures();
    }
}
