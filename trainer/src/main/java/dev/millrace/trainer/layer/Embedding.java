package dev.millrace.trainer.layer;

import dev.millrace.trainer.kernel.Kernels;
import dev.millrace.trainer.kernel.Matrix;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.EmbeddingSpec;
import dev.millrace.trainer.spec.ParameterList;
import dev.millrace.trainer.spec.Positions;
import java.util.Optional;

/**
 * The first layer of a stack: row r ← token + position + segment, normalised and projected where the model has it so.
 * Legend: e width of the vectors, d of the stream.
 */
public final class Embedding {
    private final String layer;
    private final EmbeddingSpec spec;
    private final BlockSpec block;
    private final Tensors tensors;
    private final Table table;
    private final Optional<Norm> norm;
    private final Optional<Projection> projection;
    private final Dropout dropout;

    /** @param table of tokens, its own or that of another embedding */
    private Embedding(Kernels kernels, String layer, EmbeddingSpec spec, Tensors tensors, Table table) {
        this.layer = layer;
        this.spec = spec;
        this.block = spec.block();
        this.tensors = tensors;
        this.table = table;
        this.norm = spec.norm() == EmbeddingSpec.Norm.NONE
                ? Optional.empty()
                : Optional.of(
                        new Norm(kernels, block.norm(), tensors, ParameterList.NORM_GAIN, ParameterList.NORM_BIAS));
        this.projection = spec.hasProjection()
                ? Optional.of(new Projection(
                        kernels, tensors, ParameterList.PROJECTION_WEIGHT, Optional.of(ParameterList.PROJECTION_BIAS)))
                : Optional.empty();
        this.dropout = new Dropout(block.dropout(), layer);
    }

    /** With a table of its own. */
    public static Embedding of(Kernels kernels, String layer, EmbeddingSpec spec, Tensors tensors) {
        return new Embedding(kernels, layer, spec, tensors, new Table(tensors, ParameterList.TOKENS));
    }

    /** With the table of another. */
    public static Embedding sharing(Kernels kernels, String layer, EmbeddingSpec spec, Tensors tensors, Table shared) {
        return new Embedding(kernels, layer, spec, tensors, shared);
    }

    /** The tokens'. */
    public Table table() {
        return table;
    }

    /**
     * Also readies what the stack's attention needs to know of distances.
     *
     * @param ids [N]
     * @param segments [N], or empty: all 0
     * @param y [N, d]
     */
    public void forward(int[] ids, int[] segments, Matrix y, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix sum = norm.isPresent() || projection.isPresent() ? sum(pass, memory) : y;
        kernels.gather(table.value(), ids, 0, sum);
        addPositions(sum, pass);
        if (spec.segments() > 0) {
            kernels.gatherAdd(tensors.value(ParameterList.SEGMENTS), segmentIds(segments, pass), 0, sum);
        }
        Matrix normed = sum;
        if (norm.isPresent()) {
            normed = projection.isPresent() ? normed(pass, memory) : y;
            norm.get().forward(sum, normed, statistics(pass, memory));
        }
        if (dropout.isActive(pass)) {
            dropout.apply(normed, normed, pass);
        }
        if (projection.isPresent()) {
            projection.get().forward(normed, y);
        }
        readyDistances(pass, memory);
    }

    /**
     * The last of a backward pass: what blocks and heads added to shared gradients is complete after it.
     *
     * @param dy [N, d], overwritten
     */
    public void backward(int[] ids, int[] segments, Matrix dy, Pass pass, Memory memory) {
        Kernels kernels = pass.kernels();
        Matrix gradient = dy;
        if (projection.isPresent()) {
            gradient = pass.scratch("narrow", dy.rows(), spec.embeddingWidth());
            Matrix input = norm.isPresent() ? normed(pass, memory) : sum(pass, memory);
            projection.get().backward(input, dy, 0, gradient);
        }
        if (dropout.isActive(pass)) {
            dropout.apply(gradient, gradient, pass);
        }
        if (norm.isPresent()) {
            Matrix dSum = pass.scratch("sum", dy.rows(), spec.embeddingWidth());
            kernels.clear(dSum);
            norm.get().backward(sum(pass, memory), statistics(pass, memory), gradient, dSum);
            gradient = dSum;
        }
        if (spec.segments() > 0) {
            Matrix dSegments = tensors.gradient(ParameterList.SEGMENTS);
            kernels.clear(dSegments);
            kernels.scatterAdd(gradient, segmentIds(segments, pass), 0, dSegments);
        }
        if (block.positions() instanceof Positions.Learned) {
            Matrix dPositions = tensors.gradient(ParameterList.POSITIONS);
            kernels.clear(dPositions);
            kernels.scatterAdd(gradient, positionIds(pass), 0, dPositions);
        } else if (block.positions() instanceof Positions.Sinusoidal) {
            kernels.scale(gradient, Math.sqrt(spec.embeddingWidth()));
        } else if (block.positions() instanceof Positions.Relative relative) {
            pass.distances()
                    .orElseThrow()
                    .backward(relative, block.attention().visibility(), tensors.gradient(ParameterList.DISTANCES));
        }
        if (table.join() == 0) {
            kernels.clear(table.gradient());
        }
        kernels.scatterAdd(gradient, ids, 0, table.gradient());
        if (spec.tokens() == EmbeddingSpec.Tokens.OWN) {
            table.finish();
        }
    }

    private void addPositions(Matrix sum, Pass pass) {
        Kernels kernels = pass.kernels();
        if (block.positions() instanceof Positions.Learned) {
            kernels.gatherAdd(tensors.value(ParameterList.POSITIONS), positionIds(pass), 0, sum);
        } else if (block.positions() instanceof Positions.Sinusoidal) {
            kernels.scale(sum, Math.sqrt(spec.embeddingWidth()));
            int[] positions = new int[pass.rows()];
            for (int r = 0; r < positions.length; r++) {
                positions[r] = r % pass.context();
            }
            kernels.gatherAdd(sinusoids(pass), positions, 0, sum);
        }
    }

    /** [T, e]. */
    private Matrix sinusoids(Pass pass) {
        int width = spec.embeddingWidth();
        return pass.table("sinusoids " + width, pass.context(), width, all -> {
            for (int t = 0; t < all.rows(); t++) {
                for (int j = 0; j < width; j++) {
                    double angle = (pass.firstPosition() + t) / Math.pow(10_000, (j - j % 2.0) / width);
                    all.put(t, j, j % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
                }
            }
        });
    }

    private void readyDistances(Pass pass, Memory memory) {
        int columns = 2 * (pass.firstPosition() + pass.context()) - 1;
        int heads = block.attention().heads();
        if (block.positions() instanceof Positions.Alibi) {
            pass.use(Distances.alibi(distances(memory, heads, columns)));
        } else if (block.positions() instanceof Positions.Relative relative) {
            pass.use(Distances.learned(
                    relative,
                    block.attention().visibility(),
                    tensors.value(ParameterList.DISTANCES),
                    distances(memory, heads, columns),
                    memory.matrix(layer + ".distanceGradient", heads, columns)));
        }
    }

    /** By stack: both of a model may run over one memory, the encoder's blocks after the decoder's embedding. */
    private Matrix distances(Memory memory, int heads, int columns) {
        return memory.matrix(layer + ".distances", heads, columns);
    }

    private int[] positionIds(Pass pass) {
        int[] positions = new int[pass.rows()];
        for (int r = 0; r < positions.length; r++) {
            positions[r] = pass.firstPosition() + r % pass.context();
        }
        return positions;
    }

    private static int[] segmentIds(int[] segments, Pass pass) {
        return segments.length > 0 ? segments : new int[pass.rows()];
    }

    private Matrix sum(Pass pass, Memory memory) {
        return memory.matrix("embedding.sum", pass.rows(), spec.embeddingWidth());
    }

    private Matrix normed(Pass pass, Memory memory) {
        return memory.matrix("embedding.normed", pass.rows(), spec.embeddingWidth());
    }

    private Matrix statistics(Pass pass, Memory memory) {
        return memory.matrix("embedding.statistics", pass.rows(), Norm.STATISTICS);
    }
}
