package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.generate.Generator;
import dev.millrace.trainer.generate.SamplingSettings;
import dev.millrace.trainer.interop.HuggingFaceGpt2;
import dev.millrace.trainer.interop.Safetensors;
import dev.millrace.trainer.interop.SafetensorsFile;
import dev.millrace.trainer.interop.TensorEntry;
import dev.millrace.trainer.spec.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A tiny GPT-2 as transformers wrote it: logits, loss, every gradient and the greedy continuation. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class Gpt2ConformanceTest {
    private static final double TOLERANCE = 1e-5;

    @TempDir
    Path folder;

    private HuggingFaceGpt2.Model model;
    private SafetensorsFile golden;
    private ComputationGraph graph;
    private int sequences;
    private int context;
    private int counted;

    @BeforeEach
    void open() throws IOException {
        model = HuggingFaceGpt2.read(Reference.path("models/hf-tiny/gpt2"));
        golden = Safetensors.read(Reference.path("models/hf-tiny/gpt2/golden.safetensors"));
        graph = new ComputationGraph(TransformerGraph.configuration(model.spec(), 0));
        graph.init(model.parameters(), false);
        TensorEntry ids = golden.entry("input.input_ids");
        sequences = ids.shape().get(0).intValue();
        context = ids.shape().get(1).intValue();
    }

    @AfterEach
    void close() throws IOException {
        golden.close();
    }

    @Test
    void givesItsLogits() throws IOException {
        INDArray logits = graph.outputSingle(inputs()).dup('c');
        assertClose("logits", logits.data().asFloat(), golden.floats("output.logits"), 1);
    }

    @Test
    void givesItsLossAndEveryGradient() throws IOException {
        graph.setInputs(inputs());
        graph.setLabels(targets());
        graph.computeGradientAndScore();
        double scale = (double) context / counted;
        assertThat(graph.score() * sequences * context / counted)
                .isCloseTo(golden.floats("output.loss")[0], within(TOLERANCE));
        float[] gradients = graph.getFlattenedGradients().dup().data().asFloat();
        for (Parameter parameter : model.spec().parameters()) {
            String name = "grad.transformer." + HuggingFaceGpt2.name(parameter);
            float[] part = Arrays.copyOfRange(gradients, (int) parameter.offset(), (int) parameter.end());
            assertClose(name, part, golden.floats(name), scale);
        }
    }

    @Test
    void continuesGreedily() throws IOException {
        int[] prompt = {22, 9, 72, 67, 4, 28};
        try (Generator generator = new Generator(model.spec(), model.parameters())) {
            assertThat(generator.generate(prompt, SamplingSettings.greedy(12), model.endOfText(), id -> {}))
                    .containsExactly(33, 20, 95, 34, 20, 87, 67, 35, 20, 15, 15, 15);
        }
    }

    @Test
    void writesTheSameTensors() throws IOException {
        HuggingFaceGpt2.write(folder, model.spec(), model.parameters(), OptionalInt.of(2));
        Path original = Reference.path("models/hf-tiny/gpt2/model.safetensors");
        try (SafetensorsFile theirs = Safetensors.read(original);
                SafetensorsFile ours = Safetensors.read(folder.resolve("model.safetensors"))) {
            assertThat(ours.metadata()).isEqualTo(theirs.metadata());
            assertThat(ours.tensors().keySet()).isEqualTo(theirs.tensors().keySet());
            for (TensorEntry entry : theirs.tensors().values()) {
                assertThat(ours.entry(entry.name())).isEqualTo(entry);
                assertThat(ours.floats(entry.name())).isEqualTo(theirs.floats(entry.name()));
            }
        }
    }

    private INDArray inputs() throws IOException {
        int[] ids = Arrays.stream(golden.longs("input.input_ids"))
                .mapToInt(Math::toIntExact)
                .toArray();
        return Nd4j.createFromArray(ids).reshape(sequences, context);
    }

    /** The labels one place to the left, as transformers shifts them. */
    private INDArray targets() throws IOException {
        long[] labels = golden.longs("input.labels");
        int[] targets = new int[labels.length];
        counted = 0;
        for (int i = 0; i < targets.length; i++) {
            targets[i] = i % context == context - 1 ? -100 : Math.toIntExact(labels[i + 1]);
            counted += targets[i] >= 0 ? 1 : 0;
        }
        return Nd4j.createFromArray(targets).reshape(sequences, context);
    }

    private static void assertClose(String what, float[] actual, float[] expected, double scale) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < actual.length; i++) {
            difference += Math.pow(actual[i] * scale - expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        assertThat(Math.sqrt(difference)).as(what).isLessThan(TOLERANCE * Math.sqrt(norm));
    }
}
