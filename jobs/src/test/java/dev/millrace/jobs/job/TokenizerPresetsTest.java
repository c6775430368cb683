package dev.millrace.jobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.pipeline.spark.TokenizerSettings;
import dev.millrace.tokenizer.shard.ShardSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every preset of conf/tokenizer tells a tokenizer that the pipeline can use. */
class TokenizerPresetsTest {
    private static final Path FOLDER = Path.of(System.getProperty("millrace.root"), "conf/tokenizer");

    static Stream<Path> presets() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void tellsATokenizer(Path preset) {
        TokenizerSettings settings = Configuration.load(
                        List.of("reference.conf"), Optional.of(preset), List.of(), Stages.catalogue())
                .read("train-tokenizer", TokenizerSettings.class);

        assertThat(settings.vocabularySize()).isGreaterThan(20_000);
        assertThat(settings.specialTokens()).contains(ShardSchema.END_OF_TEXT);
        if (settings.kind() != TokenizerSettings.Kind.BPE) {
            assertThat(settings.specialTokens())
                    .contains(settings.unknownToken().orElseThrow());
        }
    }
}
