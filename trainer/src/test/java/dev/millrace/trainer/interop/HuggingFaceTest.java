package dev.millrace.trainer.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.model.TransformerGraph;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.ElectraSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.Output;
import dev.millrace.trainer.spec.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model_type\": \"llama\", SIZES, \"num_key_value_heads\": 1, \"attention_bias\": true, \"mlp_bias\": true}",
                "{\"model_type\": \"qwen2\", SIZES, \"tie_word_embeddings\": true}",
                "{\"model_type\": \"mixtral\", SIZES, \"num_local_experts\": 3}",
                "{\"model_type\": \"bert\", SIZES, \"architectures\": [\"BertForPreTraining\"]}",
                "{\"model_type\": \"bert\", SIZES, \"architectures\": [\"BertForMaskedLM\"]}",
                "{\"model_type\": \"bert\", SIZES, \"architectures\": [\"BertForSequenceClassification\"]}",
                "{\"model_type\": \"electra\", SIZES, \"embedding_size\": 5, \"architectures\": [\"ElectraForPreTraining\"]}",
                "{\"model_type\": \"electra\", SIZES, \"embedding_size\": 5, \"architectures\": [\"ElectraForMaskedLM\"]}",
                "{\"model_type\": \"t5\", T5}",
                "{\"model_type\": \"t5\", T5, \"feed_forward_proj\": \"gated-gelu\", \"tie_word_embeddings\": false}",
            })
    void readsBackEveryKindOfModel(String json) throws IOException {
        String sizes =
                "\"vocab_size\": 7, \"max_position_embeddings\": 5, \"hidden_size\": 6, \"num_hidden_layers\": 2,"
                        + " \"num_attention_heads\": 3, \"intermediate_size\": 9";
        String t5 = "\"vocab_size\": 7, \"d_model\": 6, \"d_kv\": 4, \"d_ff\": 9, \"num_layers\": 2, \"num_heads\": 3";
        ModelSpec spec = ModelConfiguration.parse(json.replace("SIZES", sizes).replace("T5", t5), "x")
                .spec();
        assertReadsBack(folder, spec, TransformerGraph.initialParameters(spec, 1));
    }

    @Test
    void writesBothModelsOfAnElectra() throws IOException {
        BlockSpec block = EncoderSpec.bertBlock(6, 3, 9, 1e-12);
        BlockSpec narrow = EncoderSpec.bertBlock(3, 1, 5, 1e-12);
        EncoderSpec discriminator = new EncoderSpec(7, 5, 2, 6, 2, block, new HeadSpec.Replaced(6, block.norm()));
        EncoderSpec generator = new EncoderSpec(
                7,
                5,
                2,
                6,
                1,
                narrow,
                new HeadSpec.MaskedLanguage(
                        3, 6, 7, narrow.norm(), Activation.GELU, HeadSpec.MaskedLanguage.Extra.NONE));
        ElectraSpec both = new ElectraSpec(generator, discriminator);
        float[] numbered = new float[Math.toIntExact(both.parameterCount())];
        for (int i = 0; i < numbered.length; i++) {
            numbered[i] = i;
        }
        HuggingFace.write(folder, both, numbered, OptionalInt.empty());
        HuggingFace.Model first = HuggingFace.read(folder);
        assertThat(first.spec()).isEqualTo(discriminator);
        assertThat(first.parameters().toFloatMatrix()[0])
                .isEqualTo(Arrays.copyOf(numbered, (int) discriminator.parameterCount()));
        HuggingFace.Model second = HuggingFace.read(folder.resolve("generator"));
        assertThat(second.spec()).isEqualTo(generator);
        Map<String, Parameter> places =
                both.parameters().stream().collect(Collectors.toMap(Parameter::name, Function.identity()));
        for (Parameter parameter : generator.parameters()) {
            String prefix = ElectraSpec.isShared(parameter) ? "" : "generator_";
            assertThat(second.parameters().getFloat(0, parameter.offset()))
                    .as(parameter.name())
                    .isEqualTo(
                            numbered[(int) places.get(prefix + parameter.name()).offset()]);
        }
    }

    @Test
    void writesBiasesThatAreNotThereAsZero() throws IOException {
        BlockSpec block = SPEC.block();
        BlockSpec bare = new BlockSpec(
                6,
                new AttentionSpec(
                        3,
                        3,
                        2,
                        AttentionSpec.Visibility.CAUSAL,
                        AttentionSpec.Scale.INVERSE_ROOT,
                        AttentionSpec.Bias.NONE),
                new FeedForwardSpec(
                        10,
                        block.feedForward().activation(),
                        FeedForwardSpec.Form.PLAIN,
                        FeedForwardSpec.Bias.NONE,
                        new FeedForwardSpec.Dense()),
                new NormSpec(NormSpec.Kind.LAYER_WITHOUT_BIAS, NormSpec.Place.PRE, 1e-5),
                block.positions(),
                .1);
        DecoderSpec spec = new DecoderSpec(7, 5, 2, bare, Output.TIED);
        INDArray weights = TransformerGraph.initialParameters(spec, 1);
        HuggingFace.write(folder, spec, weights, OptionalInt.empty());
        HuggingFace.Model model = HuggingFace.read(folder);
        assertThat(model.spec()).isEqualTo(SPEC);
        assertThat(model.parameters().sumNumber().doubleValue())
                .isCloseTo(weights.sumNumber().doubleValue(), within(1e-4));
        try (SafetensorsFile file = Safetensors.read(folder.resolve("model.safetensors"))) {
            assertThat(file.floats("transformer.h.1.mlp.c_fc.bias")).containsOnly(0);
        }
    }

    @Test
    void refusesATiedCopyThatDiffers() throws IOException {
        Path weights = folder.resolve("model.safetensors");
        List<Tensor> tensors = new ArrayList<>();
        float[] copy;
        try (SafetensorsFile file = Safetensors.read(weights)) {
            for (TensorEntry entry : file.tensors().values()) {
                tensors.add(tensor(file, entry, entry.name()));
            }
            copy = file.floats("transformer.wte.weight");
        }
        tensors.add(Tensor.floats("lm_head.weight", copy, 7, 6));
        Safetensors.write(weights, tensors, new TreeMap<>());
        assertThat(HuggingFace.read(folder).spec()).isEqualTo(SPEC);
        copy[3]++;
        Safetensors.write(weights, tensors, new TreeMap<>());
        assertThatThrownBy(() -> HuggingFace.read(folder))
                .hasMessage(weights + ": tensor 'lm_head.weight' differs from 'transformer.wte.weight'"
                        + " though config.json ties them");
    }

    @Test
    void readsNormsByTheirOldNames() throws IOException {
        BlockSpec block = EncoderSpec.bertBlock(6, 3, 9, 1e-12);
        EncoderSpec spec = EncoderSpec.bert(7, 5, 2, block, HeadSpec.MaskedLanguage.Extra.NONE);
        INDArray values = TransformerGraph.initialParameters(spec, 1);
        HuggingFace.write(folder, spec, values, OptionalInt.empty());
        List<Tensor> old = new ArrayList<>();
        try (SafetensorsFile file = Safetensors.read(folder.resolve("model.safetensors"))) {
            for (TensorEntry entry : file.tensors().values()) {
                String name = entry.name()
                        .replace("LayerNorm.weight", "LayerNorm.gamma")
                        .replace("LayerNorm.bias", "LayerNorm.beta");
                old.add(tensor(file, entry, name));
            }
        }
        old.add(Tensor.floats("cls.seq_relationship.bias", new float[2], 2));
        Safetensors.write(folder.resolve("model.safetensors"), old, new TreeMap<>());
        assertThat(HuggingFace.read(folder).parameters().toFloatMatrix()).isDeepEqualTo(values.toFloatMatrix());
    }

    private static void assertReadsBack(Path folder, ModelSpec spec, INDArray values) throws IOException {
        HuggingFace.write(folder, spec, values, OptionalInt.empty());
        HuggingFace.Model model = HuggingFace.read(folder);
        assertThat(model.spec()).isEqualTo(spec);
        assertThat(model.parameters().toFloatMatrix()).isDeepEqualTo(values.toFloatMatrix());
    }

    private static Tensor tensor(SafetensorsFile file, TensorEntry entry, String name) throws IOException {
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        return Tensor.floats(name, file.floats(entry.name()), shape);
    }
}
