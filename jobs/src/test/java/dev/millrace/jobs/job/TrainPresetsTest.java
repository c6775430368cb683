package dev.millrace.jobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.pipeline.spark.TokenizeSettings;
import dev.millrace.trainer.distributed.PretrainSettings;
import dev.millrace.trainer.spec.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every preset of conf/train makes a model and a recipe. */
class TrainPresetsTest {
    private static final Path FOLDER = Path.of(System.getProperty("millrace.root"), "conf/train");

    static Stream<Path> presets() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void makesAModelAndARecipe(Path preset) {
        ModelSpec model = model(preset, 32_000);
        assertThat(model.parameterCount()).isPositive();
        assertThat(read(preset, "pretrain", PretrainSettings.class).steps()).isPositive();
    }

    @Test
    void haveThePublishedSizes() {
        assertThat(model(FOLDER.resolve("gpt2.conf"), 50_257).parameterCount()).isEqualTo(124_439_808);
        // BERT base with its heads for masked tokens and pairs
        long bert = model(FOLDER.resolve("bert.conf"), 30_522 - 4).parameterCount();
        assertThat(bert).isBetween(109_000_000L, 111_000_000L);
        // T5 1.1 small has 77 million with six heads of 64; here are eight
        assertThat(model(FOLDER.resolve("t5.conf"), 32_128 - 101).parameterCount())
                .isBetween(80_000_000L, 86_000_000L);
    }

    private static ModelSpec model(Path preset, int vocabularySize) {
        int context = read(preset, "tokenize", TokenizeSettings.class).pack().context();
        return read(preset, "model", ModelSettings.class)
                .spec(
                        vocabularySize,
                        context,
                        read(preset, "pretrain", PretrainSettings.class).objective());
    }

    private static <R extends Record> R read(Path preset, String section, Class<R> type) {
        return Configuration.load(List.of("reference.conf"), Optional.of(preset), List.of(), Stages.catalogue())
                .read(section, type);
    }
}
