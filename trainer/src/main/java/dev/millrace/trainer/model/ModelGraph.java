package dev.millrace.trainer.model;

import dev.millrace.trainer.graph.BatchFacts;
import dev.millrace.trainer.graph.OutputHeadLayer;
import dev.millrace.trainer.graph.TokenEmbeddingLayer;
import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.layer.Losses;
import dev.millrace.trainer.layer.Targets;
import dev.millrace.trainer.objective.ModelBatch;
import dev.millrace.trainer.objective.SpanBoundaries;
import dev.millrace.trainer.objective.TokenRows;
import dev.millrace.trainer.spec.ModelSpec;
import dev.millrace.trainer.spec.ParameterList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.IntPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One ComputationGraph that computes on batches over parameters and gradients of others. Serves one thread. */
final class ModelGraph implements AutoCloseable {
    private static final String WORKSPACE = "MILLRACE_EVALUATION";
    private static final WorkspaceConfiguration WORKSPACE_CONFIGURATION = WorkspaceConfiguration.builder()
            .policyAllocation(AllocationPolicy.STRICT)
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policyReset(ResetPolicy.BLOCK_LEFT)
            .policySpill(SpillPolicy.REALLOCATE)
            .build();

    private final ComputationGraphConfiguration configuration;
    private final long parameterCount;
    private final long seed;
    private final Map<String, INDArray> inputs = new HashMap<>();
    private Optional<ReplicaGraph> graph = Optional.empty();

    /** @param seed of dropout */
    ModelGraph(ModelSpec spec, Precision precision, long seed) {
        this.configuration = TransformerGraph.configuration(spec, 0, precision);
        this.parameterCount = spec.parameterCount();
        this.seed = seed;
    }

    /** The losses, and the gradient of their weighted sum. */
    Losses gradient(INDArray parameters, ModelBatch batch, INDArray gradient) {
        ReplicaGraph replica = over(parameters);
        checkLength("gradient", gradient);
        replica.bindGradient(gradient);
        load(replica, batch);
        replica.computeGradientAndScore();
        return head(replica).losses();
    }

    /** The losses alone, without dropout. */
    Losses evaluate(INDArray parameters, ModelBatch batch) {
        return forward(parameters, batch, head -> {
            head.computeScore(0, false, LayerWorkspaceMgr.noWorkspaces());
            return head.losses();
        });
    }

    /** The head's predictions, copied, without dropout. */
    INDArray predict(INDArray parameters, ModelBatch batch) {
        return forward(
                parameters,
                batch,
                head -> head.activate(false, LayerWorkspaceMgr.noWorkspaces()).detach());
    }

    @Override
    public void close() {
        graph.ifPresent(ModelGraph::release);
        graph = Optional.empty();
        inputs.values().forEach(INDArray::close);
        inputs.clear();
    }

    private interface LastStep<T> {
        T at(OutputHeadLayer head);
    }

    @SuppressWarnings("try") // the scope is what matters
    private <T> T forward(INDArray parameters, ModelBatch batch, LastStep<T> last) {
        ReplicaGraph replica = over(parameters);
        load(replica, batch);
        LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.builder()
                .defaultWorkspace(WORKSPACE, WORKSPACE_CONFIGURATION)
                .build();
        try (MemoryWorkspace scope = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
            Map<Integer, INDArray> made = new HashMap<>();
            List<GraphVertex> passed = new ArrayList<>();
            for (int index : replica.topologicalSortOrder()) {
                GraphVertex vertex = replica.getVertices()[index];
                if (vertex.isInputVertex()) {
                    made.put(index, replica.getInput(index));
                    continue;
                }
                VertexIndices[] sources = vertex.getInputVertices();
                for (int i = 0; i < sources.length; i++) {
                    vertex.setInput(i, made.get(sources[i].getVertexIndex()), workspaces);
                }
                passed.add(vertex);
                if (vertex.isOutputVertex()) {
                    T result = last.at(head(replica));
                    passed.forEach(GraphVertex::clear);
                    return result;
                }
                made.put(index, vertex.doForward(false, workspaces));
            }
            throw new IllegalStateException("A graph without output");
        }
    }

    private void load(ReplicaGraph replica, ModelBatch batch) {
        describe(replica, ParameterList.EMBEDDING, batch.input(), batch.number());
        INDArray ids = store("input", batch.input());
        if (batch.decoderInput().isPresent()) {
            TokenRows decoder = batch.decoderInput().get();
            describe(replica, ParameterList.DECODER_EMBEDDING, decoder, batch.number());
            replica.setInputs(ids, store("decoder", decoder));
        } else {
            replica.setInputs(ids);
        }
        SpanBoundaries spans = batch.boundaries();
        Targets.Boundaries boundaries =
                new Targets.Boundaries(spans.rows(), spans.lefts(), spans.rights(), spans.places());
        head(replica)
                .ask(new Targets(
                        batch.targets(), batch.classes(), boundaries, batch.tokenWeight(), batch.classWeight()));
        replica.setLabels(ids); // DL4J wants some; the head has been asked
    }

    private void describe(ReplicaGraph replica, String embedding, TokenRows rows, long number) {
        ((TokenEmbeddingLayer) replica.getLayer(embedding))
                .describe(new BatchFacts(rows.lengths(), rows.segments(), rows.documentStarts(), seed, number));
    }

    private INDArray store(String name, TokenRows rows) {
        INDArray array = inputs.get(name);
        if (array == null || array.size(0) != rows.sequences() || array.size(1) != rows.context()) {
            if (array != null) {
                array.close();
            }
            array = Nd4j.createUninitializedDetached(DataType.INT32, rows.sequences(), rows.context());
            inputs.put(name, array);
        }
        new IntPointer(array.data().addressPointer()).put(rows.ids());
        return array;
    }

    private ReplicaGraph over(INDArray parameters) {
        checkLength("parameters", parameters);
        if (graph.isEmpty() || !graph.get().isOver(parameters)) {
            graph.ifPresent(ModelGraph::release);
            graph = Optional.of(new ReplicaGraph(configuration.clone(), parameters));
        }
        return graph.get();
    }

    private void checkLength(String what, INDArray array) {
        if (array.length() != parameterCount) {
            throw new IllegalArgumentException(
                    "Invalid " + what + ": " + array.length() + " elements (must be " + parameterCount + ")");
        }
    }

    private static OutputHeadLayer head(ReplicaGraph graph) {
        return (OutputHeadLayer) graph.getOutputLayer(0);
    }

    private static void release(ReplicaGraph graph) {
        for (Layer layer : graph.getLayers()) {
            try {
                ((AutoCloseable) layer).close();
            } catch (Exception e) {
                throw new IllegalStateException("Cannot give memory back", e);
            }
        }
    }
}
