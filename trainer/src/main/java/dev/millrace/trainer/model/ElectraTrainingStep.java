package dev.millrace.trainer.model;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.kernel.Region;
import dev.millrace.trainer.layer.Losses;
import dev.millrace.trainer.loop.TokenBatch;
import dev.millrace.trainer.loop.TrainingStep;
import dev.millrace.trainer.objective.Draws;
import dev.millrace.trainer.objective.ModelBatch;
import dev.millrace.trainer.objective.ReplacedTokenObjective;
import dev.millrace.trainer.spec.ElectraSpec;
import dev.millrace.trainer.spec.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * ELECTRA's step: the generator learns to fill masked tokens in; what it draws for them goes to the discriminator, which
 * learns to find them. Nothing flows back through the draw. Each of the two is a graph; because the generator shares the
 * discriminator's tables, its own vector is put together from the flat one before every batch.
 */
public final class ElectraTrainingStep implements TrainingStep {
    private final ElectraSpec spec;
    private final ReplacedTokenObjective objective;
    private final long seed;
    private final ModelGraph generator;
    private final ModelGraph discriminator;
    private final INDArray ownParameters;
    private final INDArray ownGradient;
    private final INDArray found;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * A step of both models.
     *
     * @param seed of masks, draws and dropout
     */
    public ElectraTrainingStep(ElectraSpec spec, ReplacedTokenObjective objective, Precision precision, long seed) {
        this.spec = spec;
        this.objective = objective;
        this.seed = seed;
        this.generator = new ModelGraph(spec.generator(), precision, seed);
        this.discriminator = new ModelGraph(spec.discriminator(), precision, seed);
        this.ownParameters = Nd4j.createUninitializedDetached(
                DataType.FLOAT, 1, spec.generator().parameterCount());
        this.ownGradient = Nd4j.createUninitializedDetached(
                DataType.FLOAT, 1, spec.generator().parameterCount());
        this.found = Nd4j.createUninitializedDetached(
                DataType.FLOAT, 1, spec.discriminator().parameterCount());
        Map<String, Parameter> all = new HashMap<>();
        spec.parameters().forEach(parameter -> all.put(parameter.name(), parameter));
        for (Parameter own : spec.generator().parameters()) {
            boolean shared = ElectraSpec.isShared(own);
            Parameter flat = all.get(shared ? own.name() : ElectraSpec.GENERATOR + own.name());
            pieces.add(new Piece((int) own.offset(), (int) flat.offset(), (int) own.length()));
        }
    }

    /** A stretch of the generator's vector and where the flat one has it. */
    private record Piece(int own, int flat, int length) {}

    @Override
    public long parameterCount() {
        return spec.parameterCount();
    }

    @Override
    public Loss gradient(INDArray parameters, TokenBatch batch, INDArray gradient) {
        ModelBatch masked = objective.batch(batch, seed);
        gather(parameters);
        ModelBatch replaced = objective.discriminator(masked, draw(masked));
        Losses filled = generator.gradient(ownParameters, masked, ownGradient);
        Losses judged = discriminator.gradient(head(parameters), replaced, found);
        scatter(gradient);
        return loss(filled, judged);
    }

    @Override
    public Loss evaluate(INDArray parameters, TokenBatch batch) {
        ModelBatch masked = objective.batch(batch, seed);
        gather(parameters);
        ModelBatch replaced = objective.discriminator(masked, draw(masked));
        return loss(generator.evaluate(ownParameters, masked), discriminator.evaluate(head(parameters), replaced));
    }

    @Override
    public void close() {
        generator.close();
        discriminator.close();
        ownParameters.close();
        ownGradient.close();
        found.close();
    }

    private static Loss loss(Losses filled, Losses judged) {
        return new Loss(filled.nats(), filled.count(), judged.nats(), judged.count());
    }

    /** The discriminator's parameters come first. */
    private INDArray head(INDArray parameters) {
        return parameters
                .reshape(new long[] {parameters.length()})
                .get(NDArrayIndex.interval(0, spec.discriminator().parameterCount()))
                .reshape(1, spec.discriminator().parameterCount());
    }

    private void gather(INDArray parameters) {
        Region flat = Region.of(parameters);
        Region own = Region.of(ownParameters);
        for (Piece piece : pieces) {
            own.copy(flat, piece.flat, piece.own, piece.length);
        }
    }

    /** The discriminator's gradient, then the generator's: added where the two share a table. */
    private void scatter(INDArray gradient) {
        Region flat = Region.of(gradient);
        int shared = (int) spec.discriminator().parameterCount();
        flat.copy(Region.of(found), 0, 0, shared);
        Region own = Region.of(ownGradient);
        for (Piece piece : pieces) {
            if (piece.flat < shared) {
                for (int i = 0; i < piece.length; i++) {
                    flat.put(piece.flat + i, flat.at(piece.flat + i) + own.at(piece.own + i));
                }
            } else {
                flat.copy(own, piece.own, piece.flat, piece.length);
            }
        }
    }

    /** An id for each masked token, by its probabilities under the generator. */
    private int[] draw(ModelBatch masked) {
        int[] rows = ReplacedTokenObjective.rows(masked);
        Draws[] draws = IntStream.range(0, masked.input().sequences())
                .mapToObj(row -> new Draws(seed, masked.number() + row, Draws.Purpose.SAMPLE))
                .toArray(Draws[]::new);
        int[] drawn = new int[rows.length];
        generator.logits(ownParameters, masked, rows, (i, logits) -> {
            drawn[i] = draw(logits, draws[rows[i] / masked.input().context()].next());
        });
        return drawn;
    }

    /** The first id at which the cumulated softmax passes u. */
    private static int draw(float[] logits, double u) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] cumulated = new double[logits.length];
        double sum = 0;
        for (int id = 0; id < logits.length; id++) {
            sum += StrictMath.exp(logits[id] - largest);
            cumulated[id] = sum;
        }
        double wanted = u * sum;
        for (int id = 0; id < logits.length; id++) {
            if (cumulated[id] > wanted) {
                return id;
            }
        }
        return logits.length - 1;
    }
}
