package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.interop.HuggingFace;
import dev.millrace.trainer.interop.Safetensors;
import dev.millrace.trainer.interop.SafetensorsFile;
import dev.millrace.trainer.interop.TensorEntry;
import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.layer.Losses;
import dev.millrace.trainer.objective.ModelBatch;
import dev.millrace.trainer.spec.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Tiny models as transformers wrote them: weights read and written, logits, loss, and every parameter's gradient. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class HuggingFaceConformanceTest {
    private static final double TOLERANCE = 1e-5;
    /** Both sides are float32. */
    private static final double GRADIENT_TOLERANCE = 5e-5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt2",
                "llama",
                "qwen2-tied",
                "mixtral-moe",
                "bert-pretraining",
                "bert-classifier",
                "electra-discriminator",
                "t5-original",
                "t5-v1_1"
            })
    void givesItsLogitsLossAndEveryGradient(String name) throws IOException {
        try (GoldenModel golden = new GoldenModel(name);
                ModelGraph graph = new ModelGraph(golden.model.spec(), Precision.FLOAT32, 0)) {
            ModelBatch batch = golden.batch();
            INDArray parameters = golden.model.parameters();
            float[] expected = golden.output(golden.has("output.logits") ? "logits" : "prediction_logits");
            INDArray logits = Nd4j.createFromArray(expected);
            assertClose("logits", graph.predict(parameters, batch).reshape(expected.length), logits, TOLERANCE);

            INDArray gradient = Nd4j.create(DataType.FLOAT, 1, parameters.length());
            double loss = loss(graph.gradient(parameters, batch, gradient), batch);
            assertThat(loss).isCloseTo(golden.output("loss")[0], within(TOLERANCE));
            INDArray theirs = golden.gradient(folder);
            for (Parameter parameter : golden.model.spec().parameters()) {
                assertClose(parameter.name(), part(gradient, parameter), part(theirs, parameter), GRADIENT_TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt2",
                "llama",
                "qwen2-tied",
                "mixtral-moe",
                "bert-pretraining",
                "bert-classifier",
                "electra-discriminator",
                "t5-original",
                "t5-v1_1"
            })
    void writesTheSameTensors(String name) throws IOException {
        try (GoldenModel golden = new GoldenModel(name)) {
            HuggingFace.Model model = golden.model;
            HuggingFace.write(folder, model.spec(), model.parameters(), model.endOfText());
            HuggingFace.Model again = HuggingFace.read(folder);
            assertThat(again.spec()).isEqualTo(model.spec());
            assertThat(again.endOfText()).isEqualTo(model.endOfText());
            assertThat(again.decoderStart()).isEqualTo(model.decoderStart());
            try (SafetensorsFile theirs = Safetensors.read(golden.folder.resolve("model.safetensors"));
                    SafetensorsFile ours = Safetensors.read(folder.resolve("model.safetensors"))) {
                assertThat(ours.metadata()).isEqualTo(theirs.metadata());
                assertThat(ours.tensors().keySet()).isEqualTo(theirs.tensors().keySet());
                for (TensorEntry entry : theirs.tensors().values()) {
                    assertThat(ours.entry(entry.name())).isEqualTo(entry);
                    assertThat(ours.floats(entry.name())).isEqualTo(theirs.floats(entry.name()));
                }
            }
        }
    }

    private static double loss(Losses losses, ModelBatch batch) {
        boolean classifies = batch.classes().length > 0 && losses.extras() == 0;
        double weight = classifies ? batch.classWeight() : batch.tokenWeight();
        return losses.nats() * weight + losses.extraNats() * batch.classWeight();
    }

    private static INDArray part(INDArray flat, Parameter parameter) {
        return flat.reshape(flat.length()).get(NDArrayIndex.interval(parameter.offset(), parameter.end()));
    }

    private static void assertClose(String what, INDArray actual, INDArray expected, double tolerance) {
        double difference = actual.sub(expected).norm2Number().doubleValue();
        assertThat(difference)
                .as(what)
                .isLessThan(tolerance * Math.max(expected.norm2Number().doubleValue(), 1e-12));
    }
}
