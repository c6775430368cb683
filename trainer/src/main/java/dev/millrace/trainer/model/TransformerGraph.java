package dev.millrace.trainer.model;

import dev.millrace.trainer.graph.AttachedVertex;
import dev.millrace.trainer.graph.OutputHead;
import dev.millrace.trainer.graph.StackNorm;
import dev.millrace.trainer.graph.TokenEmbedding;
import dev.millrace.trainer.graph.TransformerBlock;
import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.spec.DecoderSpec;
import dev.millrace.trainer.spec.EncoderDecoderSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.NormSpec;
import dev.millrace.trainer.spec.ParameterList;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Builds the graph of a specification: token ids [B, T] in, and those of the decoder as second input where there are
 * two stacks; one output, the head, whose labels are the target ids [B, T]. Its flat parameters lie as {@link
 * ModelSpec#parameters()} says.
 */
public final class TransformerGraph {
    private static final String INPUT = "ids";
    private static final String DECODER_INPUT = "decoderIds";
    /** GPT-2's initialisation: N(0, 0.02), residual projections 0.02/√(2L), biases 0, gains 1. */
    private static final double DEVIATION = 0.02;

    private final NeuralNetConfiguration.Builder base;
    private final ComputationGraphConfiguration.GraphBuilder graph;
    private final Precision precision;

    private TransformerGraph(NeuralNetConfiguration.Builder base, Precision precision) {
        this.base = base;
        this.precision = precision;
        this.graph = base.clone().graphBuilder();
    }

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
        return configuration(spec, seed, Precision.FLOAT32);
    }

    /** As {@link #configuration(ModelSpec, long)}, with products of some precision. */
    public static ComputationGraphConfiguration configuration(ModelSpec spec, long seed, Precision precision) {
        return configuration(
                spec, new NeuralNetConfiguration.Builder().seed(seed).updater(new NoOp()), precision);
    }

    /**
     * A graph's configuration.
     *
     * @param base gives seed, number type, updater and weight decay
     */
    public static ComputationGraphConfiguration configuration(ModelSpec spec, NeuralNetConfiguration.Builder base) {
        return configuration(spec, base, Precision.FLOAT32);
    }

    private static ComputationGraphConfiguration configuration(
            ModelSpec spec, NeuralNetConfiguration.Builder base, Precision precision) {
        TransformerGraph builder = new TransformerGraph(base, precision);
        if (spec instanceof DecoderSpec decoder) {
            return builder.decoder(decoder);
        }
        if (spec instanceof EncoderSpec encoder) {
            return builder.encoder(encoder);
        }
        if (spec instanceof EncoderDecoderSpec both) {
            return builder.encoderDecoder(both);
        }
        throw new IllegalArgumentException("Invalid model: no single graph for " + spec);
    }

    private ComputationGraphConfiguration decoder(DecoderSpec spec) {
        graph.addInputs(INPUT);
        String last = ParameterList.EMBEDDING;
        add(new TokenEmbedding(last, spec.embedding(), DEVIATION, precision), last, INPUT);
        double residual = DEVIATION / Math.sqrt(2.0 * spec.layers());
        for (int layer = 0; layer < spec.layers(); layer++) {
            String name = ParameterList.BLOCK + layer;
            add(
                    new TransformerBlock(name, spec.block(), TransformerBlock.Inputs.STREAM, DEVIATION, residual),
                    ParameterList.EMBEDDING,
                    last);
            last = name;
        }
        return finish(spec.head(), ParameterList.EMBEDDING, last);
    }

    private ComputationGraphConfiguration encoder(EncoderSpec spec) {
        graph.addInputs(INPUT);
        String last = ParameterList.EMBEDDING;
        add(new TokenEmbedding(last, spec.embedding(), DEVIATION, precision), last, INPUT);
        for (int layer = 0; layer < spec.layers(); layer++) {
            String name = ParameterList.BLOCK + layer;
            // BERT draws all its matrices alike
            add(
                    new TransformerBlock(name, spec.block(), TransformerBlock.Inputs.STREAM, DEVIATION, DEVIATION),
                    ParameterList.EMBEDDING,
                    last);
            last = name;
        }
        return finish(spec.head(), ParameterList.EMBEDDING, last);
    }

    private ComputationGraphConfiguration encoderDecoder(EncoderDecoderSpec spec) {
        graph.addInputs(INPUT, DECODER_INPUT);
        String made = ParameterList.EMBEDDING;
        add(new TokenEmbedding(made, spec.encoderEmbedding(), DEVIATION, precision), made, INPUT);
        String last = ParameterList.DECODER_EMBEDDING;
        add(
                new TokenEmbedding(last, spec.decoderEmbedding(), DEVIATION, precision),
                ParameterList.EMBEDDING,
                DECODER_INPUT);
        double encoderResidual = DEVIATION / Math.sqrt(2.0 * spec.encoderLayers());
        for (int layer = 0; layer < spec.encoderLayers(); layer++) {
            String name = ParameterList.BLOCK + layer;
            add(
                    new TransformerBlock(
                            name, spec.encoderBlock(), TransformerBlock.Inputs.STREAM, DEVIATION, encoderResidual),
                    ParameterList.EMBEDDING,
                    made);
            made = name;
        }
        if (spec.encoderBlock().norm().place() == NormSpec.Place.PRE) {
            add(new StackNorm(ParameterList.ENCODER_NORM, spec.encoderBlock()), ParameterList.EMBEDDING, made);
            made = ParameterList.ENCODER_NORM;
        }
        double decoderResidual = DEVIATION / Math.sqrt(3.0 * spec.decoderLayers());
        for (int layer = 0; layer < spec.decoderLayers(); layer++) {
            String name = ParameterList.DECODER_BLOCK + layer;
            add(
                    new TransformerBlock(
                            name,
                            spec.decoderBlock(),
                            TransformerBlock.Inputs.STREAM_WITH_SOURCE,
                            DEVIATION,
                            decoderResidual),
                    ParameterList.DECODER_EMBEDDING,
                    last,
                    made);
            last = name;
        }
        return finish(spec.head(), ParameterList.DECODER_EMBEDDING, last);
    }

    private ComputationGraphConfiguration finish(HeadSpec head, String embedding, String last) {
        add(new OutputHead(ParameterList.HEAD, head, DEVIATION), embedding, last);
        return graph.setOutputs(ParameterList.HEAD).build();
    }

    private void add(Layer layer, String embedding, String... inputs) {
        NeuralNetConfiguration configuration = base.clone().layer(layer).build();
        graph.addVertex(layer.getLayerName(), new AttachedVertex(configuration, embedding), inputs);
    }
}
