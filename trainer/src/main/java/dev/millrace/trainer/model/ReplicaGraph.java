package dev.millrace.trainer.model;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph over parameters and gradients that others own. */
@SuppressWarnings("serial") // DL4J's own classes decide what is serialised
final class ReplicaGraph extends ComputationGraph {
    ReplicaGraph(ComputationGraphConfiguration configuration, INDArray parameters) {
        super(configuration);
        init(parameters, false);
    }

    /** From now on backward passes write into this array. */
    void bindGradient(INDArray gradient) {
        if (flattenedGradients == null || address(flattenedGradients) != address(gradient)) {
            flattenedGradients = gradient;
            setBackpropGradientsViewArray(gradient);
        }
    }

    /** Whether these are the parameters it is over. */
    boolean isOver(INDArray parameters) {
        return address(params()) == address(parameters);
    }

    private static long address(INDArray array) {
        return array.data().addressPointer().address();
    }
}
