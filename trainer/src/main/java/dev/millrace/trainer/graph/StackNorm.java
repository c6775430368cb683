package dev.millrace.trainer.graph;

import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** The norm behind an encoder's last block, [B, T, d]. */
@SuppressWarnings("serial") // DL4J's own configuration classes decide what is serialised
public final class StackNorm extends KernelLayerConfiguration {
    /** For JSON. */
    StackNorm() {}

    /** Of a stack of such blocks. */
    public StackNorm(String name, BlockSpec spec) {
        super(name, spec, 0);
    }

    BlockSpec spec() {
        return specification(BlockSpec.class);
    }

    @Override
    List<Parameter> parameters() {
        return ParameterList.norm(getLayerName(), spec());
    }

    @Override
    KernelLayer<?> runtime(NeuralNetConfiguration configuration, DataType type) {
        return new StackNormLayer(configuration, type);
    }
}
