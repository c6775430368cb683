package dev.millrace.jobs.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.jobs.cli.CommandLineTool;
import dev.millrace.jobs.cli.Streams;
import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.tokenizer.shard.ShardManifests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preset for one text, character by character, from the text to samples. */
class CharacterFlowTest {
    private static final String TEXT = "First Citizen:\nBefore we proceed any further,  hear me speak.\n\n".repeat(40);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @Test
    void trainsOnNineTenthsOfTheCharactersAndValidatesOnTheLast() throws IOException {
        Path text = Files.writeString(folder.resolve("input.txt"), TEXT);
        Path preset = Path.of(System.getProperty("millrace.root"), "conf/train/shakespeare-char.conf");

        int status = CommandLineTool.run(
                new Streams(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(error, true, StandardCharsets.UTF_8),
                        OptionalInt.empty()),
                "run",
                text.toString(),
                "--config",
                preset.toString(),
                "--output",
                folder.resolve("out").toString(),
                "--debug",
                "--master",
                "local[2]",
                "-D",
                "pretrain.steps=6",
                "-D",
                "pretrain.schedule.warmup=2",
                "-D",
                "model.width=16",
                "-D",
                "generate.maximum-tokens=4");

        assertThat(status).as(error.toString(StandardCharsets.UTF_8)).isZero();
        ShardManifest manifest = manifest();
        int train = TEXT.length() * 9 / 10;
        assertThat(manifest.splits().get(ShardManifest.TRAIN).tokens()).isEqualTo(train);
        assertThat(manifest.splits().get(ShardManifest.VALIDATION).tokens()).isEqualTo(TEXT.length() - train);
        // the characters, the end of text and what is unknown
        assertThat((long) manifest.vocabularySize())
                .isEqualTo(TEXT.chars().distinct().count() + 2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("6 steps").contains("ROMEO:");
    }

    private ShardManifest manifest() throws IOException {
        Path file = folder.resolve("out/tokens/manifest.json");
        try (InputStream in = Files.newInputStream(file)) {
            return ShardManifests.read(in, file.toString());
        }
    }
}
