package dev.millrace.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.loop.Recent;
import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.loop.TrainingState;
import dev.millrace.trainer.metric.Evaluation;
import dev.millrace.trainer.optimise.Moments;
import dev.millrace.trainer.spec.DecoderSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    private Path folder;

    private Checkpoints checkpoints;

    @BeforeEach
    void open() throws IOException {
        checkpoints = new Checkpoints(new Configuration(), folder.toUri().toString(), 2);
    }

    @Test
    void findsNothingInAFolderThatIsNotThere() throws IOException {
        assertThat(new Checkpoints(
                                new Configuration(),
                                folder.resolve("none").toUri().toString(),
                                1)
                        .newest())
                .isEmpty();
    }

    @Test
    void bringsBackWhatItSaved() throws IOException {
        Checkpoint saved = checkpoint(7);
        assertThat(checkpoints.save(saved)).endsWith("/step-00000007");
        Checkpoint found = checkpoints.newest().orElseThrow();
        assertThat(found.state().step()).isEqualTo(7);
        assertThat(found.state().cursor()).isEqualTo(70);
        assertThat(found.state().parameters()).containsExactly(saved.state().parameters());
        assertThat(found.state().moments().first()).containsExactly(1, 2, 3);
        assertThat(found.state().moments().second()).containsExactly(4, 5, 6);
        assertThat(found.state().recent()).isEqualTo(saved.state().recent());
        assertThat(found.identity()).isEqualTo(saved.identity());
        assertThat(found.history()).isEqualTo(saved.history());
    }

    @Test
    void keepsTheLastOnesAndNothingHidden() throws IOException {
        for (long step : new long[] {1, 2, 3}) {
            checkpoints.save(checkpoint(step));
        }
        assertThat(names()).containsExactly("step-00000002", "step-00000003");
    }

    @Test
    void passesOverDamagedOnes() throws IOException {
        checkpoints.save(checkpoint(1));
        checkpoints.save(checkpoint(2));
        damage("step-00000002", "parameters.safetensors");
        assertThat(checkpoints.newest().orElseThrow().state().step()).isEqualTo(1);
        assertThatThrownBy(() -> Checkpoints.read(
                        new Configuration(),
                        folder.resolve("step-00000002").toUri().toString()))
                .hasMessageEndingWith(
                        "step-00000002: parameters.safetensors: has not the size and digest that" + " state.json says");
        damage("step-00000001", "state.json");
        assertThat(checkpoints.newest()).isEmpty();
    }

    @Test
    void passesOverOneWithoutAFile() throws IOException {
        checkpoints.save(checkpoint(1));
        checkpoints.save(checkpoint(2));
        Files.delete(folder.resolve("step-00000002/optimiser.safetensors"));
        assertThat(checkpoints.newest().orElseThrow().state().step()).isEqualTo(1);
    }

    @Test
    void ignoresWhatWasNotFinished() throws IOException {
        checkpoints.save(checkpoint(1));
        Files.move(folder.resolve("step-00000001"), folder.resolve(".step-00000009"));
        assertThat(checkpoints.newest()).isEmpty();
        checkpoints.save(checkpoint(9));
        assertThat(names()).containsExactly("step-00000009");
    }

    /** A damaged later one must not push out what a run that went on from before it saves. */
    @Test
    void removesLaterOnesThatARunLeftBehind() throws IOException {
        checkpoints.save(checkpoint(4));
        checkpoints.save(checkpoint(8));
        damage("step-00000008", "history.json");
        checkpoints.save(checkpoint(5));
        assertThat(names()).containsExactly("step-00000004", "step-00000005");
    }

    @Test
    void writesTheSameBytesAgain() throws IOException {
        checkpoints.save(checkpoint(1));
        byte[] first = Files.readAllBytes(folder.resolve("step-00000001/state.json"));
        checkpoints.save(checkpoint(1));
        assertThat(Files.readAllBytes(folder.resolve("step-00000001/state.json")))
                .isEqualTo(first);
    }

    @Test
    void namesWhatDiffersBetweenRuns() {
        RunIdentity one = checkpoint(1).identity();
        TreeMap<String, String> other = new TreeMap<>(one.configuration());
        other.put("clip", "none");
        assertThat(one.differences(new RunIdentity(4, "t", one.model(), other)))
                .containsExactly("clip: absent, none", "seed: 3, 4");
        assertThat(one.differences(one)).isEmpty();
    }

    private static Checkpoint checkpoint(long step) {
        TrainingState state = new TrainingState(
                step,
                10 * step,
                new float[] {step, Float.MIN_VALUE, -0f},
                new Moments(new float[] {1, 2, 3}, new float[] {4, 5, 6}),
                new Recent(List.of(2.5, 2 / 3.), List.of(.1, 1e-9)));
        TreeMap<String, String> configuration = new TreeMap<>();
        configuration.put("schedule", "constant");
        return new Checkpoint(
                state,
                new RunIdentity(3, "t", DecoderSpec.gpt2(10, 4, 8, 1, 2), configuration),
                new History(
                        List.of(new StepReport(step, Double.NaN, .25, 1e-3, .1, 40, StepReport.Outcome.SKIPPED)),
                        List.of(new History.Evaluated(step, new Evaluation(2.25, 30, 2, 3, 3.5, 4)))));
    }

    private void damage(String checkpoint, String file) throws IOException {
        Path path = folder.resolve(checkpoint).resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(bytes, bytes.length - 1));
        // Hadoop's own checksum would find the damage first
        Files.deleteIfExists(path.resolveSibling("." + file + ".crc"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
