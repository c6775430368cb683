package dev.millrace.trainer.model;

import dev.millrace.trainer.layer.AttachedVertex;
import dev.millrace.trainer.layer.OutputHead;
import dev.millrace.trainer.layer.TokenEmbedding;
import dev.millrace.trainer.layer.TransformerBlock;
import dev.millrace.trainer.spec.Gpt2Spec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.ParameterList;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Builds the graph of a specification: one input, token ids [B, T]; one output, the head, whose labels are the target
 * ids [B, T]. Its flat parameters lie as {@link ModelSpec#parameters()} says.
 */
public final class TransformerGraph {
    private static final String INPUT = "ids";
    /** GPT-2's initialisation: N(0, 0.02), residual projections 0.02/√(2L), biases 0, gains 1. */
    private static final double DEVIATION = 0.02;

    private TransformerGraph() {}

    /**
     * A graph with first parameters drawn from the seed, the same bits on every machine, and no updater of DL4J's.
     */
    public static ComputationGraph create(ModelSpec spec, long seed) {
        ComputationGraph graph = new ComputationGraph(configuration(spec, seed));
        graph.init();
        return graph;
    }

    /** The flat parameters [1, P] float32 of the graph that {@link #create} makes. */
    public static INDArray initialParameters(ModelSpec spec, long seed) {
        return create(spec, seed).params().reshape(1, spec.parameterCount());
    }

    /** The configuration that {@link #create} builds from. */
    public static ComputationGraphConfiguration configuration(ModelSpec spec, long seed) {
        return configuration(
                spec, new NeuralNetConfiguration.Builder().seed(seed).updater(new NoOp()));
    }

    /**
     * A graph's configuration.
     *
     * @param base gives seed, number type, updater and weight decay
     */
    public static ComputationGraphConfiguration configuration(ModelSpec spec, NeuralNetConfiguration.Builder base) {
        if (spec instanceof Gpt2Spec gpt2) {
            return gpt2(gpt2, base);
        }
        throw new IllegalArgumentException("Invalid model: no graph for " + spec);
    }

    private static ComputationGraphConfiguration gpt2(Gpt2Spec spec, NeuralNetConfiguration.Builder base) {
        ComputationGraphConfiguration.GraphBuilder graph =
                base.clone().graphBuilder().addInputs(INPUT);
        double residualDeviation = DEVIATION / Math.sqrt(2.0 * spec.layers());
        String last = ParameterList.EMBEDDING;
        add(
                graph,
                base,
                new TokenEmbedding(last, spec.vocabularySize(), spec.context(), spec.width(), DEVIATION),
                INPUT);
        for (int block = 0; block < spec.layers(); block++) {
            String name = ParameterList.BLOCK + block;
            add(
                    graph,
                    base,
                    new TransformerBlock(
                            name,
                            spec.width(),
                            spec.heads(),
                            spec.hidden(),
                            spec.layerNormEpsilon(),
                            DEVIATION,
                            residualDeviation),
                    last);
            last = name;
        }
        add(graph, base, new OutputHead(ParameterList.HEAD, spec.width(), spec.layerNormEpsilon()), last);
        return graph.setOutputs(ParameterList.HEAD).build();
    }

    private static void add(
            ComputationGraphConfiguration.GraphBuilder graph,
            NeuralNetConfiguration.Builder base,
            Layer layer,
            String input) {
        NeuralNetConfiguration configuration = base.clone().layer(layer).build();
        graph.addVertex(layer.getLayerName(), new AttachedVertex(configuration, ParameterList.EMBEDDING), input);
    }
}
