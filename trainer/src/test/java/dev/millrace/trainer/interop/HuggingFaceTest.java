package dev.millrace.trainer.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.model.TransformerGraph;
import dev.millrace.trainer.spec.DecoderSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class HuggingFaceTest {
    private static final DecoderSpec SPEC = DecoderSpec.gpt2(7, 5, 6, 2, 3, 10, 1e-5);

    @TempDir
    Path folder;

    private final INDArray parameters = TransformerGraph.initialParameters(SPEC, 1);

    @BeforeEach
    void write() throws IOException {
        HuggingFace.write(folder, SPEC, parameters, OptionalInt.of(3));
    }

    @Test
    void readsBackTheSameParameters() throws IOException {
        HuggingFace.Model model = HuggingFace.read(folder);
        assertThat(model.spec()).isEqualTo(SPEC);
        assertThat(model.endOfText()).hasValue(3);
        assertThat(model.parameters().toFloatMatrix()).isDeepEqualTo(parameters.toFloatMatrix());
    }

    @Test
    void writesTheSameBytesAgain() throws IOException {
        HuggingFace.Model model = HuggingFace.read(folder);
        Path again = folder.resolve("again");
        HuggingFace.write(again, model.spec(), model.parameters(), model.endOfText());
        for (String file : List.of("config.json", "model.safetensors")) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
        }
    }

    @Test
    void namesTensorsAsTransformersDoes() throws IOException {
        try (SafetensorsFile file = Safetensors.read(folder.resolve("model.safetensors"))) {
            assertThat(file.metadata()).containsExactly(Map.entry("format", "pt"));
            assertThat(file.entry("transformer.h.1.attn.c_attn.weight").describe())
                    .isEqualTo("F32[6, 18]");
            assertThat(file.entry("transformer.h.0.mlp.c_proj.weight").describe())
                    .isEqualTo("F32[10, 6]");
            assertThat(file.tensors()).hasSize(2 + 2 * 12 + 2);
        }
    }

    @Test
    void readsTheBareModelWithItsMasks() throws IOException {
        List<Tensor> bare = new ArrayList<>();
        try (SafetensorsFile file = Safetensors.read(folder.resolve("model.safetensors"))) {
            for (TensorEntry entry : file.tensors().values()) {
                bare.add(tensor(file, entry, entry.name().substring("transformer.".length())));
            }
        }
        bare.add(Tensor.floats("h.0.attn.bias", new float[25], 1, 1, 5, 5));
        Safetensors.write(folder.resolve("model.safetensors"), bare, new TreeMap<>());
        assertThat(HuggingFace.read(folder).parameters().toFloatMatrix()).isDeepEqualTo(parameters.toFloatMatrix());
    }

    @Test
    void refusesTensorsThatDoNotFit() throws IOException {
        Path weights = folder.resolve("model.safetensors");
        List<Tensor> tensors = new ArrayList<>();
        try (SafetensorsFile file = Safetensors.read(weights)) {
            for (TensorEntry entry : file.tensors().values()) {
                tensors.add(tensor(file, entry, entry.name()));
            }
        }
        tensors.add(Tensor.bytes("transformer.h.2.ln_1.weight", new byte[1]));
        Safetensors.write(weights, tensors, new TreeMap<>());
        assertThatThrownBy(() -> HuggingFace.read(folder))
                .hasMessage(weights
                        + ": tensor 'transformer.h.2.ln_1.weight' is no part of the model that config.json describes");

        DecoderSpec wider = DecoderSpec.gpt2(7, 5, 6, 2, 3, 11, 1e-5);
        new ModelConfiguration(wider, OptionalInt.empty(), OptionalInt.empty()).write(folder);
        assertThatThrownBy(() -> HuggingFace.read(folder))
                .hasMessage(weights + ": tensor 'transformer.h.0.mlp.c_fc.weight' is F32[6, 10]"
                        + " (must be [6, 11] by config.json)");

        Safetensors.write(weights, tensors.subList(0, 3), new TreeMap<>());
        assertThatThrownBy(() -> HuggingFace.read(folder)).hasMessageStartingWith(weights + ": has no tensor '");
        Files.delete(weights);
        assertThatThrownBy(() -> HuggingFace.read(folder)).isInstanceOf(NoSuchFileException.class);
    }

    private static Tensor tensor(SafetensorsFile file, TensorEntry entry, String name) throws IOException {
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        return Tensor.floats(name, file.floats(entry.name()), shape);
    }
}
