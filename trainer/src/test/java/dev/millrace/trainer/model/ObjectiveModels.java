package dev.millrace.trainer.model;

import dev.millrace.trainer.objective.ObjectiveSettings;
import dev.millrace.trainer.spec.AttentionSpec;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.ElectraSpec;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.FeedForwardSpec;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.Output;
import dev.millrace.trainer.spec.Positions;

/** The smallest models that learn something by each objective. */
final class ObjectiveModels {
    private ObjectiveModels() {}

    /** A model for the objective over a vocabulary to which the objective's own tokens come. */
    static ModelSpec spec(ObjectiveSettings settings, int vocabulary, int context) {
        int ids = vocabulary + settings.extraIds();
        BlockSpec bert = EncoderSpec.bertBlock(32, 4, 64, 1e-12);
        return switch (settings.kind()) {
            case CAUSAL -> DecoderSpec.llama(ids, context, 32, 1, 4, 2, 64);
            case MASKED -> EncoderSpec.bert(ids, context, 2, bert, HeadSpec.MaskedLanguage.Extra.SENTENCE_PAIRS);
            case SPAN_BOUNDARY -> EncoderSpec.bert(ids, context, 2, bert, HeadSpec.MaskedLanguage.Extra.SPAN_BOUNDARY);
            case REPLACED_TOKEN ->
                new ElectraSpec(
                        new EncoderSpec(
                                ids,
                                context,
                                2,
                                32,
                                2,
                                EncoderSpec.bertBlock(16, 2, 32, 1e-12),
                                new HeadSpec.MaskedLanguage(
                                        16,
                                        32,
                                        ids,
                                        bert.norm(),
                                        bert.feedForward().activation(),
                                        HeadSpec.MaskedLanguage.Extra.NONE)),
                        new EncoderSpec(ids, context, 2, 32, 2, bert, new HeadSpec.Replaced(32, bert.norm())));
            case SPAN_CORRUPTION -> {
                FeedForwardSpec network = bert.feedForward();
                yield new EncoderDecoderSpec(
                        ids,
                        settings.sourceContext(context),
                        settings.targetContext(context),
                        1,
                        1,
                        t5(AttentionSpec.Visibility.FULL, network),
                        t5(AttentionSpec.Visibility.CAUSAL, network),
                        Output.OWN,
                        1);
            }
        };
    }

    private static BlockSpec t5(AttentionSpec.Visibility visibility, FeedForwardSpec network) {
        return new BlockSpec(
                32,
                new AttentionSpec(4, 4, 8, visibility, AttentionSpec.Scale.INVERSE_ROOT, AttentionSpec.Bias.NONE),
                network,
                new NormSpec(NormSpec.Kind.RMS, NormSpec.Place.PRE, 1e-6),
                new Positions.Relative(8, 20),
                0);
    }
}
