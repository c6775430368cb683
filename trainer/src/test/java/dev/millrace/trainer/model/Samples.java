package dev.millrace.trainer.model;

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
import java.util.LinkedHashMap;
import java.util.Map;

/** One tiny model of every kind, with sizes that are no multiple of anything. */
final class Samples {
    static final int CONTEXT = 7;
    private static final int VOCABULARY = 11;
    private static final FeedForwardSpec SWIGLU = new FeedForwardSpec(
            5, Activation.SILU, FeedForwardSpec.Form.GATED, FeedForwardSpec.Bias.NONE, new FeedForwardSpec.Dense());
    private static final FeedForwardSpec RELU = new FeedForwardSpec(
            7, Activation.RELU, FeedForwardSpec.Form.PLAIN, FeedForwardSpec.Bias.BOTH, new FeedForwardSpec.Dense());

    private Samples() {}

    static Map<String, ModelSpec> all() {
        Map<String, ModelSpec> all = new LinkedHashMap<>();
        BlockSpec llama = new BlockSpec(
                6,
                attention(4, 2, 4, AttentionSpec.Visibility.CAUSAL, AttentionSpec.Bias.NONE),
                SWIGLU,
                new NormSpec(NormSpec.Kind.RMS, NormSpec.Place.PRE, 1e-5),
                new Positions.Rotary(100),
                0);
        all.put("gpt2", DecoderSpec.gpt2(VOCABULARY, CONTEXT, 6, 2, 3, 5, 1e-5));
        all.put("llama", new DecoderSpec(VOCABULARY, CONTEXT, 2, llama, Output.OWN));
        all.put(
                "qwen2",
                new DecoderSpec(VOCABULARY, CONTEXT, 2, with(llama, AttentionSpec.Bias.INPUTS, SWIGLU), Output.TIED));
        all.put("mixtral", new DecoderSpec(VOCABULARY, CONTEXT, 2, experts(llama), Output.OWN));
        all.put("plain", new DecoderSpec(VOCABULARY, CONTEXT, 2, plain(), Output.TIED));
        all.put(
                "alibi",
                new DecoderSpec(
                        VOCABULARY, CONTEXT, 2, decoderBlock(new Positions.Alibi(), NormSpec.Place.PRE), Output.TIED));
        all.put(
                "relative",
                new DecoderSpec(
                        VOCABULARY,
                        CONTEXT,
                        2,
                        decoderBlock(new Positions.Relative(4, 5), NormSpec.Place.PRE),
                        Output.OWN));
        all.put(
                "post-norm",
                new DecoderSpec(
                        VOCABULARY,
                        CONTEXT,
                        2,
                        decoderBlock(new Positions.Sinusoidal(), NormSpec.Place.POST),
                        Output.TIED));
        BlockSpec bert = EncoderSpec.bertBlock(6, 3, 5, 1e-12);
        all.put("bert", EncoderSpec.bert(VOCABULARY, CONTEXT, 2, bert, HeadSpec.MaskedLanguage.Extra.SENTENCE_PAIRS));
        all.put("masked", EncoderSpec.bert(VOCABULARY, CONTEXT, 1, bert, HeadSpec.MaskedLanguage.Extra.NONE));
        all.put(
                "span-boundary",
                EncoderSpec.bert(VOCABULARY, CONTEXT, 1, bert, HeadSpec.MaskedLanguage.Extra.SPAN_BOUNDARY));
        all.put(
                "classifier",
                new EncoderSpec(VOCABULARY, CONTEXT, 2, 6, 1, bert, new HeadSpec.Classifier(6, bert.norm(), 3)));
        all.put("replaced", new EncoderSpec(VOCABULARY, CONTEXT, 2, 4, 1, bert, new HeadSpec.Replaced(6, bert.norm())));
        all.put("t5", encoderDecoder(new Positions.Relative(4, 5), NormSpec.Place.PRE, Output.TIED));
        all.put("t5-own", encoderDecoder(new Positions.Relative(4, 5), NormSpec.Place.PRE, Output.OWN));
        all.put("original", encoderDecoder(new Positions.Sinusoidal(), NormSpec.Place.POST, Output.TIED));
        return all;
    }

    private static BlockSpec plain() {
        return new BlockSpec(
                6,
                attention(3, 3, 2, AttentionSpec.Visibility.CAUSAL, AttentionSpec.Bias.NONE),
                new FeedForwardSpec(
                        7,
                        Activation.GELU,
                        FeedForwardSpec.Form.PLAIN,
                        FeedForwardSpec.Bias.NONE,
                        new FeedForwardSpec.Dense()),
                new NormSpec(NormSpec.Kind.LAYER_WITHOUT_BIAS, NormSpec.Place.PRE, 1e-5),
                new Positions.Learned(),
                0);
    }

    private static BlockSpec experts(BlockSpec block) {
        FeedForwardSpec network = new FeedForwardSpec(
                5,
                Activation.SILU,
                FeedForwardSpec.Form.GATED,
                FeedForwardSpec.Bias.NONE,
                new FeedForwardSpec.Experts(4, 2, .3));
        return with(block, AttentionSpec.Bias.NONE, network);
    }

    private static BlockSpec with(BlockSpec block, AttentionSpec.Bias bias, FeedForwardSpec network) {
        AttentionSpec attention = block.attention();
        return new BlockSpec(
                block.width(),
                attention(
                        attention.heads(),
                        attention.keyValueHeads(),
                        attention.headWidth(),
                        attention.visibility(),
                        bias),
                network,
                block.norm(),
                block.positions(),
                0);
    }

    private static BlockSpec decoderBlock(Positions positions, NormSpec.Place place) {
        return new BlockSpec(
                6,
                attention(3, 3, 2, AttentionSpec.Visibility.CAUSAL, AttentionSpec.Bias.ALL),
                RELU,
                new NormSpec(NormSpec.Kind.LAYER, place, 1e-5),
                positions,
                0);
    }

    private static EncoderDecoderSpec encoderDecoder(Positions positions, NormSpec.Place place, Output output) {
        NormSpec norm =
                new NormSpec(place == NormSpec.Place.PRE ? NormSpec.Kind.RMS : NormSpec.Kind.LAYER, place, 1e-6);
        AttentionSpec.Bias bias = place == NormSpec.Place.PRE ? AttentionSpec.Bias.NONE : AttentionSpec.Bias.ALL;
        FeedForwardSpec network = place == NormSpec.Place.PRE ? SWIGLU : RELU;
        AttentionSpec.Scale scale =
                place == NormSpec.Place.PRE ? AttentionSpec.Scale.ONE : AttentionSpec.Scale.INVERSE_ROOT;
        BlockSpec encoder = new BlockSpec(
                6, new AttentionSpec(3, 3, 3, AttentionSpec.Visibility.FULL, scale, bias), network, norm, positions, 0);
        BlockSpec decoder = new BlockSpec(
                6,
                new AttentionSpec(3, 3, 3, AttentionSpec.Visibility.CAUSAL, scale, bias),
                network,
                norm,
                positions,
                0);
        return new EncoderDecoderSpec(
                VOCABULARY, CONTEXT, CONTEXT, 2, 2, encoder, decoder, output, output == Output.TIED ? .4 : 1);
    }

    private static AttentionSpec attention(
            int heads, int keyValueHeads, int headWidth, AttentionSpec.Visibility visibility, AttentionSpec.Bias bias) {
        return new AttentionSpec(heads, keyValueHeads, headWidth, visibility, AttentionSpec.Scale.INVERSE_ROOT, bias);
    }
}
