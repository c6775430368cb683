package dev.millrace.trainer.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.feed.PackedShards;
import dev.millrace.trainer.feed.ShardSet;
import dev.millrace.trainer.feed.ShardSplit;
import dev.millrace.trainer.loop.BigramStep;
import dev.millrace.trainer.loop.Replicas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    @TempDir
    private Path folder;

    /** An untrained model costs ln V a token; the fixture has four bytes a token. */
    @Test
    void measuresTheUniformModel() throws IOException {
        ShardSplit split = split(5, 4);
        try (Replicas replicas = new Replicas(2, () -> new BigramStep(16))) {
            Evaluation evaluation = SplitBatches.of(split, Optional.empty(), 2).evaluate(replicas, split);
            assertThat(evaluation.loss()).isCloseTo(Math.log(16), within(1e-9));
            assertThat(evaluation.perplexity()).isCloseTo(16, within(1e-6));
            assertThat(evaluation.bitsPerByte()).isCloseTo(1, within(1e-9));
            assertThat(evaluation.tokens()).isEqualTo(9 * 8);
            assertThat(evaluation.sequences()).isEqualTo(9);
            assertThat(evaluation.ofSequences()).isEqualTo(9);
        }
    }

    @Test
    void measuresTheFirstSequencesWhenLimited() throws IOException {
        ShardSplit split = split(5, 4);
        try (Replicas replicas = new Replicas(1, () -> new BigramStep(16))) {
            Evaluation evaluation = SplitBatches.of(split, Optional.of(3L), 2).evaluate(replicas, split);
            assertThat(evaluation.tokens()).isEqualTo(3 * 8);
            assertThat(evaluation.sequences()).isEqualTo(3);
            assertThat(evaluation.ofSequences()).isEqualTo(9);
        }
    }

    @Test
    void givesTheSameBitsForAnyNumberOfThreadsAndParts() throws IOException {
        ShardSplit split = split(23, 4);
        float[] parameters = new float[16 * 16];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) Math.sin(i);
        }
        SplitBatches batches = SplitBatches.of(split, Optional.empty(), 2);
        Evaluation whole;
        Evaluation parts;
        try (Replicas one = new Replicas(1, () -> new BigramStep(16));
                Replicas three = new Replicas(3, () -> new BigramStep(16))) {
            one.parameters(parameters);
            three.parameters(parameters);
            whole = batches.evaluate(one, split);
            parts = batches.evaluation(
                    Replicas.Losses.join(List.of(
                            batches.losses(three, split, 0, 5), batches.losses(three, split, 5, batches.count()))),
                    split);
        }
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void turnsEntropyIntoBitsPerByte() {
        Evaluation evaluation = new Evaluation(2, 10, 1, 1, 4, Math.log(2) * 8);
        assertThat(evaluation.unigramBitsPerByte()).isCloseTo(2, within(1e-12));
    }

    private ShardSplit split(int... rows) throws IOException {
        String set = new PackedShards(folder, 16, 8).walk("validation", 3, rows).done();
        return ShardSet.open(new Configuration(), set).split("validation");
    }
}
