package dev.millrace.trainer.model;

import dev.millrace.trainer.graph.OutputHeadLayer;
import dev.millrace.trainer.layer.Losses;
import dev.millrace.trainer.loop.TokenBatch;
import dev.millrace.trainer.loop.TrainingStep;
import dev.millrace.trainer.spec.ModelSpec;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.IntPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
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

/**
 * A ComputationGraph on the host kernels as a training step: one thread, no copy of parameters or gradient. Any number
 * of steps, one a worker thread, may share one parameter array. Memory is kept from step to step.
 */
public final class GraphTrainingStep implements TrainingStep {
    private static final int UNCOUNTED = -1;
    private static final String WORKSPACE = "MILLRACE_EVALUATION";
    private static final WorkspaceConfiguration WORKSPACE_CONFIGURATION = WorkspaceConfiguration.builder()
            .policyAllocation(AllocationPolicy.STRICT)
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policyReset(ResetPolicy.BLOCK_LEFT)
            .policySpill(SpillPolicy.REALLOCATE)
            .build();

    private final ComputationGraphConfiguration configuration;
    private final long parameterCount;
    private Optional<ReplicaGraph> graph = Optional.empty();
    private Optional<INDArray> ids = Optional.empty();
    private Optional<INDArray> targets = Optional.empty();

    /** A step of the model; its memory is made at the first batch. */
    public GraphTrainingStep(ModelSpec spec) {
        this.configuration = TransformerGraph.configuration(spec, 0);
        this.parameterCount = spec.parameterCount();
    }

    @Override
    public long parameterCount() {
        return parameterCount;
    }

    @Override
    public Loss gradient(INDArray parameters, TokenBatch batch, INDArray gradient) {
        ReplicaGraph replica = graph(parameters);
        checkLength("gradient", gradient);
        replica.bindGradient(gradient);
        load(batch);
        replica.setInputs(ids.orElseThrow());
        replica.setLabels(targets.orElseThrow());
        replica.computeGradientAndScore();
        return losses(replica.getOutputLayer(0));
    }

    @Override
    @SuppressWarnings("try") // the scope is what matters
    public Loss evaluate(INDArray parameters, TokenBatch batch) {
        ReplicaGraph replica = graph(parameters);
        load(batch);
        LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.builder()
                .defaultWorkspace(WORKSPACE, WORKSPACE_CONFIGURATION)
                .build();
        try (MemoryWorkspace scope = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
            INDArray activations = ids.orElseThrow();
            Layer[] layers = replica.getLayers();
            for (Layer layer : Arrays.asList(layers).subList(0, layers.length - 1)) {
                activations = layer.activate(activations, false, workspaces);
                layer.clear();
            }
            IOutputLayer head = (IOutputLayer) layers[layers.length - 1];
            head.setInput(activations, workspaces);
            head.setLabels(targets.orElseThrow());
            head.computeScore(0, false, workspaces);
            head.clear();
            return losses(head);
        }
    }

    @Override
    public void close() {
        graph.ifPresent(GraphTrainingStep::release);
        graph = Optional.empty();
        ids.ifPresent(INDArray::close);
        targets.ifPresent(INDArray::close);
        ids = Optional.empty();
        targets = Optional.empty();
    }

    private ReplicaGraph graph(INDArray parameters) {
        checkLength("parameters", parameters);
        if (graph.isEmpty() || !graph.get().isOver(parameters)) {
            graph.ifPresent(GraphTrainingStep::release);
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

    /** Inputs are columns 0 … T − 1, targets columns 1 … T; a target of filling counts for nothing. */
    private void load(TokenBatch batch) {
        int context = batch.context();
        int[] inputs = new int[batch.sequences() * context];
        int[] next = new int[inputs.length];
        for (int sequence = 0; sequence < batch.sequences(); sequence++) {
            int from = sequence * (context + 1);
            int to = sequence * context;
            System.arraycopy(batch.ids(), from, inputs, to, context);
            System.arraycopy(batch.ids(), from + 1, next, to, context);
            int counted = Math.min(context, batch.lengths()[sequence] - 1);
            Arrays.fill(next, to + Math.max(0, counted), to + context, UNCOUNTED);
        }
        ids = Optional.of(store(ids, inputs, batch.sequences(), context));
        targets = Optional.of(store(targets, next, batch.sequences(), context));
    }

    private static INDArray store(Optional<INDArray> old, int[] values, int rows, int columns) {
        INDArray array = old.filter(kept -> kept.size(0) == rows && kept.size(1) == columns)
                .orElseGet(() -> {
                    old.ifPresent(INDArray::close);
                    return Nd4j.createUninitializedDetached(DataType.INT32, rows, columns);
                });
        new IntPointer(array.data().addressPointer()).put(values);
        return array;
    }

    private static Loss losses(Object head) {
        Losses losses = ((OutputHeadLayer) head).losses();
        return new Loss(losses.nats(), losses.count());
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
