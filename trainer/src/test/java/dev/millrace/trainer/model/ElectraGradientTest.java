package dev.millrace.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.layer.Losses;
import dev.millrace.trainer.loop.FlatVectors;
import dev.millrace.trainer.loop.TokenBatch;
import dev.millrace.trainer.loop.TrainingStep.Loss;
import dev.millrace.trainer.objective.MaskTokens;
import dev.millrace.trainer.objective.ModelBatch;
import dev.millrace.trainer.objective.ReplacedTokenObjective;
import dev.millrace.trainer.spec.BlockSpec;
import dev.millrace.trainer.spec.ElectraSpec;
import dev.millrace.trainer.spec.EncoderSpec;
import dev.millrace.trainer.spec.HeadSpec;
import dev.millrace.trainer.spec.Parameter;
import dev.millrace.trainer.spec.ParameterList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the two models of ELECTRA give each other: tables, draws, gradients. */
class ElectraGradientTest {
    private static final int VOCABULARY = 9;
    private static final int CONTEXT = 12;
    private static final int SEQUENCES = 3;
    private static final double WEIGHT = 50;
    private static final long SEED = 4;
    private static final ElectraSpec SPEC = spec();
    private static final int CERTAIN = 5;

    private final ReplacedTokenObjective objective =
            new ReplacedTokenObjective(new MaskTokens(VOCABULARY, VOCABULARY), .3, WEIGHT);
    private final ElectraTrainingStep step = new ElectraTrainingStep(SPEC, objective, Precision.FLOAT32, SEED);
    private final float[] parameters = InitialParameters.of(SPEC, 2);
    private final INDArray vector = FlatVectors.create(parameters.length);

    @AfterEach
    void close() {
        step.close();
        vector.close();
    }

    /** A generator that is sure of one id draws it, so that the discriminator's batch is known without the draw. */
    @Test
    void addsTheGradientsOfBothByName() {
        makeTheGeneratorSureOf(CERTAIN);
        ModelBatch masked = objective.batch(batch(), SEED);
        int[] drawn = new int[ReplacedTokenObjective.rows(masked).length];
        Arrays.fill(drawn, CERTAIN);
        ModelBatch replaced = objective.discriminator(masked, drawn);
        float[] expected = new float[parameters.length];
        Map<String, Parameter> flat = byName();
        Loss filled = add(SPEC.generator(), masked, expected, flat, ElectraSpec.GENERATOR);
        Loss judged = add(SPEC.discriminator(), replaced, expected, flat, "");

        float[] gradient = new float[parameters.length];
        Loss loss = gradient(batch(), gradient);

        assertThat(loss).isEqualTo(new Loss(filled.nats(), filled.tokens(), judged.nats(), judged.tokens()));
        assertThat(loss.tokens()).isEqualTo(drawn.length);
        for (Parameter parameter : SPEC.parameters()) {
            assertThat(slice(gradient, parameter)).as(parameter.name()).containsExactly(slice(expected, parameter));
            assertThat(slice(gradient, parameter))
                    .as(parameter.name())
                    .isNotEqualTo(new float[(int) parameter.length()]);
        }
    }

    @Test
    void drawsAsTheGeneratorSays() {
        double[] wanted = {0, 0, .5, 0, .3, .2, 0, 0, 0};
        Parameter bias = byName().get(ElectraSpec.GENERATOR + ParameterList.HEAD + "_" + ParameterList.OUTPUT_BIAS);
        blankTheTable();
        for (int id = 0; id < bias.length(); id++) {
            double p = id < VOCABULARY ? wanted[id] : 0;
            parameters[(int) bias.offset() + id] = p > 0 ? (float) Math.log(p) : -60;
        }
        // a discriminator that says 0 everywhere loses ln 2 a token; one biased to "replaced" tells how many were
        Parameter verdict = byName().get(ParameterList.HEAD + "_" + ParameterList.CLASS_BIAS);
        Parameter direction = byName().get(ParameterList.HEAD + "_" + ParameterList.CLASS_WEIGHT);
        Arrays.fill(parameters, (int) direction.offset(), (int) direction.end(), 0);
        parameters[(int) verdict.offset()] = 1;
        long masked = 0;
        double replaced = 0;
        double expected = 0;
        for (int number = 0; number < 400; number += SEQUENCES) {
            TokenBatch batch = batch(number);
            Loss loss = gradient(batch, new float[parameters.length]);
            masked += loss.tokens();
            // softplus(1) for each token that is as it was, softplus(1) − 1 for each that is not
            replaced += loss.extras() * softplus(1) - loss.extraNats();
            for (int id : objective.batch(batch, SEED).targets()) {
                expected += id >= 0 ? 1 - wanted[id] : 0;
            }
        }
        assertThat(masked).isGreaterThan(1000);
        assertThat(replaced).isCloseTo(expected, within(4 * Math.sqrt(masked * .25)));
    }

    @Test
    void givesTheSameBitsWhateverWentBefore() {
        float[] first = new float[parameters.length];
        float[] again = new float[parameters.length];
        Loss loss = gradient(batch(), first);
        gradient(batch(8), again);
        assertThat(gradient(batch(), again)).isEqualTo(loss);
        assertThat(again).containsExactly(first);
        assertThat(step.evaluate(vector, batch())).isEqualTo(loss);
    }

    private Loss gradient(TokenBatch batch, float[] into) {
        FlatVectors.write(parameters, vector);
        INDArray gradient = vector(into);
        Loss loss = step.gradient(vector, batch, gradient);
        FlatVectors.read(gradient, into);
        gradient.close();
        return loss;
    }

    /** One model's own gradient, each of its tensors added where the flat vector has that name. */
    private Loss add(EncoderSpec spec, ModelBatch batch, float[] flat, Map<String, Parameter> places, String prefix) {
        float[] own = new float[(int) spec.parameterCount()];
        for (Parameter parameter : spec.parameters()) {
            System.arraycopy(
                    parameters, (int) place(places, prefix, parameter).offset(), own, (int) parameter.offset(), (int)
                            parameter.length());
        }
        float[] found = new float[own.length];
        INDArray alone = vector(own);
        INDArray gradient = vector(found);
        try (ModelGraph graph = new ModelGraph(spec, Precision.FLOAT32, SEED)) {
            Losses losses = graph.gradient(alone, batch, gradient);
            FlatVectors.read(gradient, found);
            for (Parameter parameter : spec.parameters()) {
                int at = (int) place(places, prefix, parameter).offset();
                for (int i = 0; i < parameter.length(); i++) {
                    flat[at + i] += found[(int) parameter.offset() + i];
                }
            }
            return new Loss(losses.nats(), losses.count());
        } finally {
            alone.close();
            gradient.close();
        }
    }

    private static Parameter place(Map<String, Parameter> places, String prefix, Parameter parameter) {
        Parameter apart = places.get(prefix + parameter.name());
        return apart == null ? places.get(parameter.name()) : apart;
    }

    private void makeTheGeneratorSureOf(int id) {
        Parameter bias = byName().get(ElectraSpec.GENERATOR + ParameterList.HEAD + "_" + ParameterList.OUTPUT_BIAS);
        parameters[(int) bias.offset() + id] = 60;
    }

    private void blankTheTable() {
        Parameter tokens = byName().get(ParameterList.EMBEDDING + "_" + ParameterList.TOKENS);
        Arrays.fill(parameters, (int) tokens.offset(), (int) tokens.end(), 0);
    }

    private static Map<String, Parameter> byName() {
        Map<String, Parameter> all = new HashMap<>();
        SPEC.parameters().forEach(parameter -> all.put(parameter.name(), parameter));
        return all;
    }

    private static float[] slice(float[] flat, Parameter parameter) {
        return Arrays.copyOfRange(flat, (int) parameter.offset(), (int) parameter.end());
    }

    private static INDArray vector(float[] values) {
        INDArray made = FlatVectors.create(values.length);
        FlatVectors.write(values, made);
        return made;
    }

    private static double softplus(double x) {
        return Math.log1p(Math.exp(x));
    }

    private static TokenBatch batch() {
        return batch(0);
    }

    private static TokenBatch batch(long number) {
        int[] ids = new SplittableRandom(number)
                .ints(SEQUENCES * (CONTEXT + 1L), 0, VOCABULARY)
                .toArray();
        return new TokenBatch(number, ids, new int[] {CONTEXT + 1, CONTEXT + 1, 7}, SEQUENCES, CONTEXT);
    }

    private static ElectraSpec spec() {
        int ids = VOCABULARY + MaskTokens.COUNT;
        BlockSpec narrow = EncoderSpec.bertBlock(4, 2, 5, 1e-12);
        BlockSpec wide = EncoderSpec.bertBlock(8, 2, 10, 1e-12);
        HeadSpec fills = new HeadSpec.MaskedLanguage(
                4, 6, ids, narrow.norm(), narrow.feedForward().activation(), HeadSpec.MaskedLanguage.Extra.NONE);
        return new ElectraSpec(
                new EncoderSpec(ids, CONTEXT, 2, 6, 1, narrow, fills),
                new EncoderSpec(ids, CONTEXT, 2, 6, 2, wide, new HeadSpec.Replaced(8, wide.norm())));
    }
}
