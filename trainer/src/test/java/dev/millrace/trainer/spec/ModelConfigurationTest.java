package dev.millrace.trainer.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConfigurationTest {
    private static final String SIZES =
            "\"model_type\": \"gpt2\", \"vocab_size\": 9, \"n_positions\": 8, \"n_embd\": 6, \"n_layer\": 1, \"n_head\": 3";

    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        ModelConfiguration written =
                new ModelConfiguration(DecoderSpec.gpt2(9, 8, 6, 1, 3, 10, 1e-6), OptionalInt.of(4));
        written.write(folder);
        assertThat(ModelConfiguration.read(folder)).isEqualTo(written);
        ModelConfiguration endless = new ModelConfiguration(DecoderSpec.gpt2(9, 8, 6, 1, 3), OptionalInt.empty());
        assertThat(ModelConfiguration.parse(endless.toJson(), "x")).isEqualTo(endless);
    }

    @Test
    void takesGpt2sProportionsWhereNoneAreGiven() throws IOException {
        assertThat(ModelConfiguration.parse("{" + SIZES + ", \"n_inner\": null}", "x")
                        .spec())
                .isEqualTo(DecoderSpec.gpt2(9, 8, 6, 1, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model_type\": \"llama\"}|Invalid model_type: llama (must be gpt2)",
                "{}|Invalid model_type: none (must be gpt2)",
                "{\"model_type\": \"gpt2\"}|Invalid n_embd: none (must be an integer)",
                "{SIZES, \"n_inner\": \"x\"}|Invalid n_inner: \"x\" (must be an integer)",
                "{SIZES, \"n_inner\": 1e99}|Invalid n_inner: 1.0E99 (must be an integer)",
                "{SIZES, \"activation_function\": \"relu\"}|Invalid activation_function: relu (must be gelu_new)",
                "{SIZES, \"tie_word_embeddings\": false}|Invalid tie_word_embeddings: false (must be true)",
                "{SIZES, \"n_inner\": 0}|Invalid hidden: 0 (must be > 0)",
            })
    void refusesWhatItCannotBuild(String json, String why) {
        assertThatThrownBy(() -> ModelConfiguration.parse(json.replace("SIZES", SIZES), "a/config.json"))
                .isInstanceOf(IOException.class)
                .hasMessage("a/config.json: " + why);
    }

    @Test
    void refusesWhatIsNoJson() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"a\": 1, \"a\": 2}");
        assertThatThrownBy(() -> ModelConfiguration.read(folder))
                .hasMessage(folder.resolve("config.json") + ": no valid JSON: Duplicate field 'a'");
    }
}
