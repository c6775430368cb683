package dev.millrace.trainer.interop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code BertForPreTraining}, {@code BertForMaskedLM} and {@code BertForSequenceClassification}. A SpanBERT is held as
 * the second, without what predicts a span from its boundary.
 */
final class BertFamily implements Family {
    private static final String BOTH_TASKS = "BertForPreTraining";
    private static final String MASKED = "BertForMaskedLM";
    private static final String CLASSIFIER = "BertForSequenceClassification";

    private static final Map<String, String> MASKED_HEAD = Map.of(
            ParameterList.TRANSFORM_WEIGHT, "cls.predictions.transform.dense.weight",
            ParameterList.TRANSFORM_BIAS, "cls.predictions.transform.dense.bias",
            ParameterList.TRANSFORM_NORM_GAIN, "cls.predictions.transform.LayerNorm.weight",
            ParameterList.TRANSFORM_NORM_BIAS, "cls.predictions.transform.LayerNorm.bias",
            ParameterList.OUTPUT_BIAS, "cls.predictions.bias",
            ParameterList.POOLER_WEIGHT, "bert.pooler.dense.weight",
            ParameterList.POOLER_BIAS, "bert.pooler.dense.bias",
            ParameterList.CLASS_WEIGHT, "cls.seq_relationship.weight",
            ParameterList.CLASS_BIAS, "cls.seq_relationship.bias");

    @Override
    public Set<String> types() {
        return Set.of("bert");
    }

    @Override
    public ModelSpec spec(ConfigKeys keys) {
        String architecture = EncoderKeys.architecture(keys, List.of(BOTH_TASKS, MASKED, CLASSIFIER));
        BlockSpec block = EncoderKeys.block(keys);
        int vocabularySize = keys.integer("vocab_size");
        HeadSpec head = architecture.equals(CLASSIFIER)
                ? new HeadSpec.Classifier(block.width(), block.norm(), classes(keys))
                : new HeadSpec.MaskedLanguage(
                        block.width(),
                        block.width(),
                        vocabularySize,
                        block.norm(),
                        block.feedForward().activation(),
                        architecture.equals(BOTH_TASKS)
                                ? HeadSpec.MaskedLanguage.Extra.SENTENCE_PAIRS
                                : HeadSpec.MaskedLanguage.Extra.NONE);
        return new EncoderSpec(
                vocabularySize,
                keys.integer("max_position_embeddings"),
                keys.integer("type_vocab_size", 2),
                block.width(),
                keys.integer("num_hidden_layers"),
                block,
                head);
    }

    @Override
    public Optional<ModelSpec> held(ModelSpec spec) {
        return Families.as(EncoderSpec.class, spec)
                .map(encoder -> new EncoderSpec(
                        encoder.vocabularySize(),
                        encoder.context(),
                        encoder.segments(),
                        encoder.embeddingWidth(),
                        encoder.layers(),
                        encoder.block().withDropout(0),
                        withoutBoundary(encoder.head())));
    }

    @Override
    public void describe(ModelSpec held, ObjectNode root) {
        EncoderSpec spec = (EncoderSpec) held;
        EncoderKeys.describe(spec, root);
        root.put("model_type", "bert");
        if (spec.head() instanceof HeadSpec.Classifier classifier) {
            root.putArray("architectures").add(CLASSIFIER);
            ObjectNode names = root.putObject("id2label");
            ObjectNode ids = root.putObject("label2id");
            for (int i = 0; i < classifier.classes(); i++) {
                names.put(String.valueOf(i), "LABEL_" + i);
                ids.put("LABEL_" + i, i);
            }
        } else {
            boolean both = spec.head() instanceof HeadSpec.MaskedLanguage masked
                    && masked.extra() == HeadSpec.MaskedLanguage.Extra.SENTENCE_PAIRS;
            root.putArray("architectures").add(both ? BOTH_TASKS : MASKED);
        }
    }

    @Override
    public TensorNames names(ModelSpec held) {
        EncoderSpec spec = (EncoderSpec) held;
        TensorNames names = EncoderTensors.of("bert.", spec.block().attention().keyWidth())
                .putAll(ParameterList.HEAD, MASKED_HEAD)
                .copy("cls.predictions.decoder.weight", "bert.embeddings.word_embeddings.weight")
                .copy("cls.predictions.decoder.bias", "cls.predictions.bias");
        return spec.head() instanceof HeadSpec.Classifier
                ? names.put(ParameterList.HEAD, ParameterList.CLASS_WEIGHT, "classifier.weight")
                        .put(ParameterList.HEAD, ParameterList.CLASS_BIAS, "classifier.bias")
                : names;
    }

    @Override
    public List<String> spellings(String tensor) {
        return EncoderTensors.spellings(tensor);
    }

    /** Numbers of positions; the second task's tensors in files of models that were trained with it. */
    @Override
    public Pattern ignored() {
        return Pattern.compile("bert\\.embeddings\\.position_ids|bert\\.pooler\\..*|cls\\.seq_relationship\\..*");
    }

    private static HeadSpec withoutBoundary(HeadSpec head) {
        return head instanceof HeadSpec.MaskedLanguage masked
                        && masked.extra() == HeadSpec.MaskedLanguage.Extra.SPAN_BOUNDARY
                ? new HeadSpec.MaskedLanguage(
                        masked.width(),
                        masked.embeddingWidth(),
                        masked.vocabularySize(),
                        masked.norm(),
                        masked.activation(),
                        HeadSpec.MaskedLanguage.Extra.NONE)
                : head;
    }

    private static int classes(ConfigKeys keys) {
        keys.require("problem_type", "single_label_classification");
        int classes = keys.count("id2label") > 0 ? keys.count("id2label") : keys.integer("num_labels", 2);
        if (classes == 1) {
            throw new IllegalArgumentException("Invalid id2label: 1 class is a regression (must be at least 2)");
        }
        return classes;
    }
}
