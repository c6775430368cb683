package dev.millrace.trainer.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.kernel.Activation;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.Output;
import dev.millrace.trainer.spec.Positions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConfigurationTest {
    private static final String GPT2 =
            "\"model_type\": \"gpt2\", \"vocab_size\": 9, \"n_positions\": 8, \"n_embd\": 6, \"n_layer\": 1, \"n_head\": 3";
    private static final String LLAMA =
            "\"vocab_size\": 9, \"max_position_embeddings\": 8, \"hidden_size\": 12, \"num_hidden_layers\": 1,"
                    + " \"num_attention_heads\": 3, \"intermediate_size\": 10";
    private static final String BERT = LLAMA;
    private static final String T5 =
            "\"model_type\": \"t5\", \"vocab_size\": 9, \"d_model\": 4, \"d_kv\": 2, \"d_ff\": 5, \"num_layers\": 1, \"num_heads\": 3";

    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        assertReadsBack(DecoderSpec.gpt2(9, 8, 6, 1, 3, 10, 1e-6));
        BlockSpec llama = DecoderSpec.llama(9, 8, 12, 2, 3, 1, 10).block();
        assertReadsBack(new DecoderSpec(9, 8, 2, llama, Output.TIED));
        assertReadsBack(new DecoderSpec(9, 8, 2, with(llama, AttentionSpec.Bias.ALL), Output.OWN));
        assertReadsBack(new DecoderSpec(9, 8, 2, with(llama, AttentionSpec.Bias.INPUTS), Output.OWN));
        assertReadsBack(new DecoderSpec(9, 8, 2, experts(llama), Output.OWN));
        BlockSpec bert = EncoderSpec.bertBlock(6, 3, 10, 1e-12);
        assertReadsBack(EncoderSpec.bert(9, 8, 2, bert, HeadSpec.MaskedLanguage.Extra.SENTENCE_PAIRS));
        assertReadsBack(EncoderSpec.bert(9, 8, 2, bert, HeadSpec.MaskedLanguage.Extra.NONE));
        assertReadsBack(new EncoderSpec(9, 8, 2, 6, 2, bert, new HeadSpec.Classifier(6, bert.norm(), 4)));
        assertReadsBack(new EncoderSpec(9, 8, 2, 4, 2, bert, new HeadSpec.Replaced(6, bert.norm())));
        HeadSpec generator =
                new HeadSpec.MaskedLanguage(6, 4, 9, bert.norm(), Activation.GELU, HeadSpec.MaskedLanguage.Extra.NONE);
        assertReadsBack(new EncoderSpec(9, 8, 2, 4, 2, bert, generator));
        ModelConfiguration t5 = ModelConfiguration.parse("{" + T5 + ", \"n_target_positions\": 7}", "x");
        assertThat(((EncoderDecoderSpec) t5.spec()).sourceContext()).isEqualTo(512);
        assertThat(t5.spec().context()).isEqualTo(7);
        assertReadsBack(t5.spec());
    }

    @Test
    void takesTheUsualProportionsWhereNoneAreGiven() throws IOException {
        assertThat(parse("{" + GPT2 + ", \"n_inner\": null}")).isEqualTo(DecoderSpec.gpt2(9, 8, 6, 1, 3));
        BlockSpec llama = DecoderSpec.llama(9, 8, 12, 1, 3, 3, 10).block();
        BlockSpec usual = new BlockSpec(
                12,
                llama.attention(),
                llama.feedForward(),
                new NormSpec(NormSpec.Kind.RMS, NormSpec.Place.PRE, 1e-6),
                llama.positions(),
                0);
        assertThat(parse("{\"model_type\": \"llama\", " + LLAMA + ", \"head_dim\": null}"))
                .isEqualTo(new DecoderSpec(9, 8, 1, usual, Output.OWN));
    }

    @Test
    void readsTheRotaryBaseOfEitherTransformers() throws IOException {
        String llama = "{\"model_type\": \"llama\", " + LLAMA;
        assertThat(base(llama + ", \"rope_theta\": 500.5, \"rope_scaling\": null}"))
                .isEqualTo(500.5);
        assertThat(base(llama + ", \"rope_parameters\": {\"rope_theta\": 70.0, \"rope_type\": \"default\"}}"))
                .isEqualTo(70);
    }

    @Test
    void scalesTheOutputOfATiedT5UnlessItSaysOtherwise() throws IOException {
        assertThat(scale("{" + T5 + "}")).isEqualTo(.5);
        assertThat(scale("{" + T5 + ", \"scale_decoder_outputs\": false}")).isEqualTo(1);
        assertThat(scale("{" + T5 + ", \"tie_word_embeddings\": false}")).isEqualTo(1);
    }

    @Test
    void hasNoFormForModelsThatTransformersHasNot() {
        DecoderSpec gpt2 = DecoderSpec.gpt2(9, 8, 6, 1, 3);
        BlockSpec block = gpt2.block();
        BlockSpec alibi =
                new BlockSpec(6, block.attention(), block.feedForward(), block.norm(), new Positions.Alibi(), 0);
        ModelConfiguration configuration = new ModelConfiguration(
                new DecoderSpec(9, 8, 1, alibi, Output.TIED), OptionalInt.empty(), OptionalInt.empty());
        assertThatThrownBy(configuration::toJson)
                .hasMessageStartingWith("Invalid model: no architecture of transformers is DecoderSpec[");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model_type\": \"rwkv\"}|Invalid model_type: rwkv (must be one of gpt2, llama, mixtral, qwen2, bert, electra, t5)",
                "{}|Invalid model_type: none (must be one of gpt2, llama, mixtral, qwen2, bert, electra, t5)",
                "{\"model_type\": \"gpt2\"}|Invalid n_embd: none (must be an integer)",
                "{GPT2, \"n_inner\": \"x\"}|Invalid n_inner: \"x\" (must be an integer)",
                "{GPT2, \"n_inner\": 1e99}|Invalid n_inner: 1.0E99 (must be an integer)",
                "{GPT2, \"eos_token_id\": [1, 2]}|Invalid eos_token_id: [1,2] (must be an integer)",
                "{GPT2, \"layer_norm_epsilon\": \"x\"}|Invalid layer_norm_epsilon: \"x\" (must be a number)",
                "{GPT2, \"activation_function\": \"mish\"}|Invalid activation_function: mish (must be one of gelu_new, gelu_pytorch_tanh, gelu, relu, silu, swish, tanh)",
                "{GPT2, \"scale_attn_weights\": false}|Invalid scale_attn_weights: false (must be true)",
                "{GPT2, \"n_inner\": 0}|Invalid hidden: 0 (must be > 0)",
                "{\"model_type\": \"llama\", LLAMA, \"rope_scaling\": {\"type\": \"yarn\"}}|Invalid rope_scaling: of type yarn (must be default)",
                "{\"model_type\": \"llama\", LLAMA, \"rope_parameters\": {\"rope_type\": \"llama3\"}}|Invalid rope_parameters: of type llama3 (must be default)",
                "{\"model_type\": \"mixtral\", LLAMA, \"sliding_window\": 4}|Invalid sliding_window: 4 (must be null)",
                "{\"model_type\": \"qwen2\", LLAMA, \"use_sliding_window\": true, \"sliding_window\": 4}|Invalid sliding_window: 4 (must be null)",
                "{\"model_type\": \"qwen2\", LLAMA, \"layer_types\": [\"sliding_attention\"]}|Invalid layer_types: sliding_attention (must be full_attention)",
                "{\"model_type\": \"mixtral\", LLAMA, \"router_jitter_noise\": 0.1}|Invalid router_jitter_noise: 0.1 (must be 0)",
                "{\"model_type\": \"bert\", BERT}|Invalid architectures: [] (must be one of BertForPreTraining, BertForMaskedLM, BertForSequenceClassification)",
                "{\"model_type\": \"bert\", \"architectures\": [\"BertForMaskedLM\"], BERT, \"position_embedding_type\": \"relative_key\"}|Invalid position_embedding_type: relative_key (must be absolute)",
                "{\"model_type\": \"bert\", \"architectures\": [\"BertForSequenceClassification\"], BERT, \"problem_type\": \"regression\"}|Invalid problem_type: regression (must be single_label_classification)",
                "{\"model_type\": \"electra\", \"architectures\": [\"ElectraForPreTraining\"], BERT, \"hidden_act\": \"relu\"}|Invalid hidden_act: relu (must be gelu for a discriminator)",
                "{T5, \"feed_forward_proj\": \"gated-mish\"}|Invalid feed_forward_proj: mish (must be one of gelu_new, gelu_pytorch_tanh, gelu, relu, silu, swish, tanh)",
            })
    void refusesWhatItCannotBuild(String json, String why) {
        String whole = json.replace("GPT2", GPT2)
                .replace("LLAMA", LLAMA)
                .replace("BERT", BERT)
                .replace("T5", T5);
        assertThatThrownBy(() -> ModelConfiguration.parse(whole, "a/config.json"))
                .isInstanceOf(IOException.class)
                .hasMessage("a/config.json: " + why);
    }

    @Test
    void refusesWhatIsNoJson() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"a\": 1, \"a\": 2}");
        assertThatThrownBy(() -> ModelConfiguration.read(folder))
                .hasMessage(folder.resolve("config.json") + ": no valid JSON: Duplicate field 'a'");
    }

    private void assertReadsBack(ModelSpec spec) throws IOException {
        for (OptionalInt id : new OptionalInt[] {OptionalInt.empty(), OptionalInt.of(4)}) {
            ModelConfiguration written = new ModelConfiguration(spec, id, id);
            written.write(folder);
            assertThat(ModelConfiguration.read(folder)).isEqualTo(written);
        }
    }

    private static ModelSpec parse(String json) throws IOException {
        return ModelConfiguration.parse(json, "x").spec();
    }

    private static double base(String json) throws IOException {
        return ((Positions.Rotary) ((DecoderSpec) parse(json)).block().positions()).base();
    }

    private static double scale(String json) throws IOException {
        return ((EncoderDecoderSpec) parse(json)).outputScale();
    }

    private static BlockSpec with(BlockSpec block, AttentionSpec.Bias bias) {
        AttentionSpec attention = block.attention();
        return new BlockSpec(
                block.width(),
                new AttentionSpec(
                        attention.heads(),
                        attention.keyValueHeads(),
                        attention.headWidth(),
                        attention.visibility(),
                        attention.scale(),
                        bias),
                block.feedForward(),
                block.norm(),
                block.positions(),
                0);
    }

    private static BlockSpec experts(BlockSpec block) {
        FeedForwardSpec network = block.feedForward();
        return new BlockSpec(
                block.width(),
                block.attention(),
                new FeedForwardSpec(
                        network.hidden(),
                        network.activation(),
                        network.form(),
                        network.bias(),
                        new FeedForwardSpec.Experts(4, 2, .02)),
                block.norm(),
                block.positions(),
                0);
    }
}
