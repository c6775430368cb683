package dev.millrace.trainer.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Five steps on a matrix [3, 5] and a vector [4] that does not decay, against torch.optim of PyTorch 2.13 on the same
 * numbers, learning rate .05, weight decay .1. Muon against torch.optim.Muon with its iteration in double precision
 * instead of bfloat16, on the transposed matrix, as torch's matrices are [outputs, inputs].
 */
class GoldenOptimisersTest {
    private static final int MATRIX = 15;
    private static final int VECTOR = 4;

    private static final float[] ADAMW = {
        -0.362017989f,
        0.101622358f,
        -0.203270808f,
        0.445854455f,
        0.196054935f,
        -0.568687916f,
        0.544743538f,
        -0.112115294f,
        -0.348053724f,
        0.240837142f,
        0.014940735f,
        -0.696968496f,
        0.294541985f,
        0.00370026752f,
        0.467340618f,
        -0.70863688f,
        0.334064186f,
        0.0753860623f,
        -0.705330133f
    };
    private static final float[] ADAM = {
        -0.375144452f,
        0.0956001952f,
        -0.19213137f,
        0.440550804f,
        0.185455337f,
        -0.536828756f,
        0.505471706f,
        -0.109214544f,
        -0.313276798f,
        0.227815554f,
        0.0169586148f,
        -0.663978279f,
        0.232948825f,
        -0.000159777701f,
        0.452627093f,
        -0.70863688f,
        0.334064186f,
        0.0753860623f,
        -0.705330133f
    };
    private static final float[] SGD = {
        -0.516713262f,
        0.234763607f,
        -0.234467402f,
        0.597450018f,
        0.128016874f,
        -0.381032735f,
        0.490703225f,
        -0.0185484309f,
        -0.487779438f,
        0.344137967f,
        -0.125295147f,
        -0.634344757f,
        0.237391263f,
        -0.150995031f,
        0.600481868f,
        -0.740625024f,
        0.487500012f,
        0.00625000009f,
        -0.515625f
    };
    private static final float[] MOMENTUM = {
        -0.340850115f,
        0.172273517f,
        -0.222539559f,
        0.505449355f,
        0.142974779f,
        -0.414732069f,
        0.476150572f,
        -0.0492177233f,
        -0.444030792f,
        0.283958077f,
        -0.0785164461f,
        -0.636223316f,
        0.254659384f,
        0.0097942166f,
        0.522917807f,
        -0.738248467f,
        0.419668138f,
        0.0268543735f,
        -0.565228999f
    };
    private static final float[] NESTEROV = {
        -0.264282227f,
        0.166013613f,
        -0.210229725f,
        0.49167347f,
        0.143694252f,
        -0.416034102f,
        0.469354153f,
        -0.062110126f,
        -0.438353449f,
        0.263549715f,
        -0.084429495f,
        -0.644157827f,
        0.241230413f,
        0.079799138f,
        0.510094941f,
        -0.730048537f,
        0.415201277f,
        0.0304189343f,
        -0.574331105f
    };
    /** Of torch's matrix [3, 5]. */
    private static final float[] MUON_WIDE = {
        -0.398389131f,
        0.19773896f,
        -0.237233147f,
        0.562461853f,
        0.115755938f,
        -0.391917527f,
        0.485640794f,
        -0.093970947f,
        -0.445598066f,
        0.247741625f,
        -0.0962871686f,
        -0.654473662f,
        0.257337123f,
        -0.0567466021f,
        0.555244327f
    };
    /** Of torch's matrix [5, 3]. */
    private static final float[] MUON_TALL = {
        -0.356301904f,
        0.198644295f,
        -0.276699364f,
        0.537593484f,
        0.131284177f,
        -0.538631141f,
        0.513313234f,
        -0.0574725643f,
        -0.47856769f,
        0.328849912f,
        -0.100333355f,
        -0.712461233f,
        0.281554341f,
        0.0221164189f,
        0.54076463f
    };

    @Test
    void adamW() {
        check(AdamWSettings.gpt2(), ADAMW);
    }

    @Test
    void adam() {
        check(new AdamSettings(.9, .95, 1e-8, .1), ADAM);
    }

    @Test
    void plainDescent() {
        check(new SgdSettings(0, SgdSettings.Lookahead.NONE, .1), SGD);
    }

    @Test
    void momentum() {
        check(new SgdSettings(.9, SgdSettings.Lookahead.NONE, .1), MOMENTUM);
    }

    @Test
    void nesterov() {
        check(new SgdSettings(.9, SgdSettings.Lookahead.NESTEROV, .1), NESTEROV);
    }

    @Test
    void muon() {
        assertMuon(3, 5, MUON_WIDE);
        assertMuon(5, 3, MUON_TALL);
    }

    /** Lion has no place in PyTorch: against the formula in double precision. */
    @Test
    void lion() {
        double[] twin = new double[MATRIX + VECTOR];
        double[] m = new double[MATRIX + VECTOR];
        float[] first = parameters();
        for (int i = 0; i < twin.length; i++) {
            twin[i] = first[i];
        }
        for (int step = 1; step <= 5; step++) {
            float[] gradient = gradient(step);
            for (int i = 0; i < twin.length; i++) {
                double mixture = .9 * m[i] + .1 * gradient[i];
                // a mixture of zero has no sign that survives rounding
                assertThat(Math.abs(mixture) > 1e-6 || gradient[i] == 0).isTrue();
                twin[i] -= .05 * (i < MATRIX ? .1 : 0) * twin[i] + .05 * Math.signum(mixture);
                m[i] = .99 * m[i] + .01 * gradient[i];
            }
        }
        float[] expected = new float[twin.length];
        for (int i = 0; i < twin.length; i++) {
            expected[i] = (float) twin[i];
        }
        check(new LionSettings(.9, .99, .1), expected);
    }

    /** Without correction the first step of Adam is (1 − β₁) g / √(1 − β₂) |g|. */
    @Test
    void leavesTheCorrectionOut() {
        float[] parameters = {1, 1};
        AdamWSettings.bert()
                .over(ParameterGroups.none())
                .update(parameters, new float[] {2, -3}, Moments.zero(2, 2), 1, .01, 1, new Optimiser.Range(0, 2));
        float moved = (float) (.01 * .1 / Math.sqrt(.001));
        assertThat(parameters[0]).isCloseTo(1 - moved, within(1e-6f));
        assertThat(parameters[1]).isCloseTo(1 + moved, within(1e-6f));
    }

    private static void check(OptimiserSettings settings, float[] expected) {
        float[] parameters = parameters();
        ParameterGroups groups = new ParameterGroups(List.of(new ParameterGroups.Group(0, MATRIX, 1, .1)));
        train(
                settings,
                groups,
                parameters,
                IntStream.rangeClosed(1, 5).mapToObj(step -> gradient(step)).toList());
        assertClose(parameters, expected, 3e-6f);
    }

    private static void assertMuon(int outputs, int inputs, float[] expected) {
        float[] parameters = transposed(parameters(), outputs, inputs);
        ParameterGroups groups =
                new ParameterGroups(List.of(new ParameterGroups.Group(0, MATRIX, 1, .1, inputs, outputs)));
        train(
                new MuonSettings(.95, AdamWSettings.gpt2()),
                groups,
                parameters,
                IntStream.rangeClosed(1, 5)
                        .mapToObj(step -> transposed(gradient(step), outputs, inputs))
                        .toList());
        assertClose(transposed(parameters, inputs, outputs), expected, 1e-5f);
    }

    private static void train(
            OptimiserSettings settings, ParameterGroups groups, float[] parameters, List<float[]> gradients) {
        Moments moments = Moments.zero(parameters.length, settings.moments());
        Optimiser optimiser = settings.over(groups);
        for (int step = 1; step <= gradients.size(); step++) {
            for (Optimiser.Range piece : optimiser.pieces(parameters.length)) {
                optimiser.update(parameters, gradients.get(step - 1), moments, 1, .05, step, piece);
            }
        }
    }

    private static float[] parameters() {
        float[] values = new float[MATRIX + VECTOR];
        for (int i = 0; i < MATRIX; i++) {
            values[i] = (i * 7 % 11 - 5) / 8f;
        }
        for (int i = 0; i < VECTOR; i++) {
            values[MATRIX + i] = (i * 5 % 7 - 3) / 4f;
        }
        return values;
    }

    private static float[] gradient(int step) {
        float[] values = new float[MATRIX + VECTOR];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * (step + 3) * 5 % 13 - 6) / 16f;
        }
        return values;
    }

    private static float[] transposed(float[] matrix, int rows, int columns) {
        float[] result = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = matrix[row * columns + column];
            }
        }
        return result;
    }

    private static void assertClose(float[] found, float[] expected, float tolerance) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(tolerance));
        }
    }
}
