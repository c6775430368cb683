package dev.millrace.jobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.pipeline.dedupe.MinHash;
import dev.millrace.pipeline.extract.ExtractSettings;
import dev.millrace.pipeline.language.LanguageFilter;
import dev.millrace.pipeline.ngram.Discounts;
import dev.millrace.pipeline.normalise.NormaliseSettings;
import dev.millrace.pipeline.perplexity.PerplexitySettings;
import dev.millrace.pipeline.pii.PiiRedaction;
import dev.millrace.pipeline.quality.C4Quality;
import dev.millrace.pipeline.quality.FineWebQuality;
import dev.millrace.pipeline.quality.GopherQuality;
import dev.millrace.pipeline.quality.GopherRepetition;
import dev.millrace.pipeline.quality.RepetitionSettings;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.spark.DedupeSettings;
import dev.millrace.pipeline.spark.EmbeddingSettings;
import dev.millrace.pipeline.spark.NgramSettings;
import dev.millrace.pipeline.spark.TokenizeSettings;
import dev.millrace.pipeline.spark.TokenizerSettings;
import dev.millrace.tokenizer.shard.ShardSchema;
import dev.millrace.trainer.distributed.PretrainSettings;
import dev.millrace.trainer.distributed.RankSettings;
import dev.millrace.trainer.loop.GuardSettings;
import dev.millrace.trainer.optimise.AdamWSettings;
import dev.millrace.trainer.optimise.GroupSettings;
import dev.millrace.trainer.optimise.MuonSettings;
import dev.millrace.trainer.optimise.SgdSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The documented defaults are the records' own. */
class ReferenceConfTest {
    private static <R extends Record> R read(String section, Class<R> type, String... definitions) {
        return Configuration.load(List.of("reference.conf"), Optional.empty(), List.of(definitions), Stages.catalogue())
                .read(section, type);
    }

    @Test
    void stagesHaveTheirDefaults() {
        assertThat(read("stages.extract", ExtractSettings.class)).isEqualTo(ExtractSettings.defaults());
        assertThat(read("stages.normalise", NormaliseSettings.class)).isEqualTo(NormaliseSettings.defaults());
        assertThat(read("stages.c4-quality-datatrove", C4Quality.Settings.class))
                .isEqualTo(C4Quality.Settings.defaults());
        assertThat(read("stages.fineweb-quality-datatrove", FineWebQuality.Settings.class))
                .isEqualTo(FineWebQuality.Settings.defaults());
        assertThat(read("stages.pii", PiiRedaction.Settings.class)).isEqualTo(PiiRedaction.Settings.defaults());
        assertThat(read("stages.perplexity", PerplexitySettings.class)).isEqualTo(PerplexitySettings.defaults());
        assertThat(read("stages.language", LanguageFilter.Settings.class))
                .isEqualTo(LanguageFilter.Settings.defaults());
        assertThat(read("stages.gopher-quality-datatrove", GopherQuality.Settings.class))
                .isEqualTo(GopherQuality.Settings.defaults());
        assertThat(read("stages.gopher-repetition-datatrove", RepetitionSettings.class))
                .isEqualTo(GopherRepetition.defaults());
    }

    @Test
    void trainingHasItsDefaults() {
        PretrainSettings settings = read("pretrain", PretrainSettings.class);
        assertThat(settings.optimiser().settings()).isEqualTo(AdamWSettings.gpt2());
        assertThat(settings.ranks()).isEqualTo(RankSettings.defaults());
        assertThat(read("model", ModelSettings.class)).isEqualTo(ModelSettingsTest.gpt2());
        assertThat(read("board", BoardSettings.class)).isEqualTo(new BoardSettings(Optional.of("runs/board")));
        assertThat(read("evaluate", EvaluateSettings.class).split()).isEqualTo("validation");
    }

    @Test
    void otherOptimisersAreChosenByTheirKind() {
        assertThat(read("pretrain", PretrainSettings.class, "pretrain.optimiser.kind=muon")
                        .optimiser()
                        .settings())
                .isEqualTo(new MuonSettings(.95, AdamWSettings.gpt2()));
        assertThat(read(
                                "pretrain",
                                PretrainSettings.class,
                                "pretrain.optimiser={kind=sgd, momentum=0.9, lookahead=nesterov}")
                        .optimiser()
                        .settings())
                .isEqualTo(new SgdSettings(.9, SgdSettings.Lookahead.NESTEROV, 0));
        assertThatThrownBy(
                        () -> read("pretrain", PretrainSettings.class, "pretrain.optimiser={kind=lion, momentum=0.9}"))
                .hasMessageContaining("Invalid momentum: 0.9 (only for optimiser sgd, muon)");
        assertThat(read("pretrain", PretrainSettings.class, "pretrain.groups=[{name=\"block0_*\", rate=0.5}]")
                        .groups())
                .containsExactly(new GroupSettings("block0_*", Optional.of(.5), Optional.empty()));
        assertThat(read("pretrain", PretrainSettings.class, "pretrain.guard={action=skip, loss-factor=2, window=50}")
                        .guard())
                .contains(new GuardSettings(GuardSettings.Action.SKIP, Optional.of(2.), Optional.empty(), 50));
    }

    @Test
    void jobsCanBeRead() {
        assertThat(read("crawl-clean", ChainSettings.class).stages())
                .containsExactly("extract", "normalise", "language");
        assertThat(read("filter", ChainSettings.class).stages())
                .containsExactly("gopher-quality-datatrove", "gopher-repetition-datatrove", "pii");
        assertThat(read("dedupe", DedupeSettings.class).minhash()).isEqualTo(MinHash.Settings.defaults());
        assertThat(read("train-tokenizer", TokenizerSettings.class).specialTokens())
                .containsExactly(ShardSchema.END_OF_TEXT);
        NgramSettings ngrams = read("train-ngram", NgramSettings.class);
        assertThat(ngrams.fallbackDiscounts()).contains(Discounts.fallback());
        assertThat(ngrams.order()).isEqualTo(5);
        assertThat(read("train-embeddings", EmbeddingSettings.class).method())
                .isEqualTo(EmbeddingSettings.Method.WORD2VEC);
        assertThat(read("tokenize", TokenizeSettings.class).pack().context()).isEqualTo(256);
        assertThat(read("generate", GenerateSettings.class).prompts()).hasSize(3);
        assertThat(read("report", ReportSettings.class).title()).isEqualTo("Corpus report");
    }

    @Test
    void sourceHasItsDefaults() {
        assertThat(read("source", SourceSettings.class, "source.inputs=[a]"))
                .isEqualTo(SourceSettings.of(List.of("a")));
    }

    @Test
    void gatesAreOff() {
        assertThat(read("gates", Gates.class))
                .isEqualTo(new Gates(Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
