package dev.millrace.trainer.graph;

import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The last layer and the loss. Labels are target ids [B, T]; a negative one, or one whose label mask is 0, counts for
 * nothing. An example's score is the sum of its tokens' cross-entropies / T, the score the mean over examples. Its
 * output is the logits: [B, T, V] of a language model.
 */
@SuppressWarnings("serial") // DL4J's own configuration classes decide what is serialised
public final class OutputHead extends KernelLayerConfiguration {
    /** For JSON. */
    OutputHead() {}

    /** @param deviation of the normal distribution that matrices are drawn from */
    public OutputHead(String name, HeadSpec spec, double deviation) {
        super(name, spec, deviation);
    }

    HeadSpec spec() {
        return specification(HeadSpec.class);
    }

    @Override
    List<Parameter> parameters() {
        return ParameterList.head(getLayerName(), spec());
    }

    @Override
    KernelLayer<?> runtime(NeuralNetConfiguration configuration, DataType type) {
        return new OutputHeadLayer(configuration, type);
    }
}
