package dev.millrace.trainer.graph;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.layer.Embedding;
import dev.millrace.trainer.layer.Pass;
import dev.millrace.trainer.layer.Table;
import dev.millrace.trainer.layer.Workbench;
import dev.millrace.trainer.spec.EmbeddingSpec;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runtime of {@link TokenEmbedding}. Its pass and workbench serve all layers that are attached to it. */
@SuppressWarnings("serial") // runtimes are rebuilt from their configuration, never serialised
public final class TokenEmbeddingLayer extends KernelLayer<TokenEmbedding> {
    private final EmbeddingSpec spec;
    private Optional<Workbench> ownWorkbench = Optional.empty();
    private Optional<Embedding> embedding = Optional.empty();
    private Optional<Pass> pass = Optional.empty();
    private BatchFacts facts = BatchFacts.unknown();
    private int[] ids = new int[0];
    private int[] segments = new int[0];

    TokenEmbeddingLayer(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
        spec = layerConf().spec();
    }

    /** What the ids of the next passes are, besides ids. */
    public void describe(BatchFacts next) {
        facts = next;
    }

    /** The pass that is under way. */
    @Override
    Pass pass() {
        return pass.orElseThrow(() -> new IllegalStateException("A layer before its embedding"));
    }

    @Override
    Workbench workbench() {
        if (anchor().isPresent()) {
            return anchor().get().workbench();
        }
        if (ownWorkbench.isEmpty()) {
            ownWorkbench =
                    Optional.of(new Workbench(Kernels.of(dataType, layerConf().precision())));
        }
        return ownWorkbench.get();
    }

    /** The tokens'. */
    Table table() {
        return embeddingOfTokens().table();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        if (input.rank() != 2 || input.size(1) > spec.context()) {
            throw new IllegalArgumentException("Invalid input: " + input.shapeInfoToString()
                    + " (must be [sequences, at most " + spec.context() + " tokens])");
        }
        int context = (int) input.size(1);
        int sequences = (int) input.size(0);
        ids = TokenIds.checked(input, spec.vocabularySize());
        segments = facts.segments(sequences * context, spec.segments());
        pass = Optional.of(new Pass(workbench(), facts.shape(sequences, context, training)));
        INDArray output = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS,
                dataType,
                new long[] {sequences, context, spec.block().width()},
                'c');
        embeddingOfTokens().forward(ids, segments, rows(output), pass(), memory(training));
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        embeddingOfTokens().backward(ids, segments, rows(epsilon), pass(), memory(true));
        return new Pair<>(gradientViews(), null);
    }

    @Override
    public void close() {
        super.close();
        ownWorkbench.ifPresent(Workbench::close);
        ownWorkbench = Optional.empty();
        embedding = Optional.empty();
        pass = Optional.empty();
    }

    private Embedding embeddingOfTokens() {
        if (embedding.isEmpty()) {
            String name = layerConf().getLayerName();
            embedding = Optional.of(
                    spec.tokens() == EmbeddingSpec.Tokens.OWN
                            ? Embedding.of(kernels(), name, spec, this)
                            : Embedding.sharing(
                                    kernels(), name, spec, this, embedding().table()));
        }
        return embedding.get();
    }
}
