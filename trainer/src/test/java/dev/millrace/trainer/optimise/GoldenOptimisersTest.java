package dev.millrace.trainer.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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

    private static final double[] ADAMW = {
        -0.362017989,
        0.101622358,
        -0.203270808,
        0.445854455,
        0.196054935,
        -0.568687916,
        0.544743538,
        -0.112115294,
        -0.348053724,
        0.240837142,
        0.014940735,
        -0.696968496,
        0.294541985,
        0.00370026752,
        0.467340618,
        -0.70863688,
        0.334064186,
        0.0753860623,
        -0.705330133
    };
    private static final double[] ADAM = {
        -0.375144452,
        0.0956001952,
        -0.19213137,
        0.440550804,
        0.185455337,
        -0.536828756,
        0.505471706,
        -0.109214544,
        -0.313276798,
        0.227815554,
        0.0169586148,
        -0.663978279,
        0.232948825,
        -0.000159777701,
        0.452627093,
        -0.70863688,
        0.334064186,
        0.0753860623,
        -0.705330133
    };
    private static final double[] SGD = {
        -0.516713262,
        0.234763607,
        -0.234467402,
        0.597450018,
        0.128016874,
        -0.381032735,
        0.490703225,
        -0.0185484309,
        -0.487779438,
        0.344137967,
        -0.125295147,
        -0.634344757,
        0.237391263,
        -0.150995031,
        0.600481868,
        -0.740625024,
        0.487500012,
        0.00625000009,
        -0.515625
    };
    private static final double[] MOMENTUM = {
        -0.340850115,
        0.172273517,
        -0.222539559,
        0.505449355,
        0.142974779,
        -0.414732069,
        0.476150572,
        -0.0492177233,
        -0.444030792,
        0.283958077,
        -0.0785164461,
        -0.636223316,
        0.254659384,
        0.0097942166,
        0.522917807,
        -0.738248467,
        0.419668138,
        0.0268543735,
        -0.565228999
    };
    private static final double[] NESTEROV = {
        -0.264282227,
        0.166013613,
        -0.210229725,
        0.49167347,
        0.143694252,
        -0.416034102,
        0.469354153,
        -0.062110126,
        -0.438353449,
        0.263549715,
        -0.084429495,
        -0.644157827,
        0.241230413,
        0.079799138,
        0.510094941,
        -0.730048537,
        0.415201277,
        0.0304189343,
        -0.574331105
    };
    /** Of torch's matrix [3, 5]. */
    private static final double[] MUON_WIDE = {
        -0.398389131,
        0.19773896,
        -0.237233147,
        0.562461853,
        0.115755938,
        -0.391917527,
        0.485640794,
        -0.093970947,
        -0.445598066,
        0.247741625,
        -0.0962871686,
        -0.654473662,
        0.257337123,
        -0.0567466021,
        0.555244327
    };
    /** Of torch's matrix [5, 3]. */
    private static final double[] MUON_TALL = {
        -0.356301904,
        0.198644295,
        -0.276699364,
        0.537593484,
        0.131284177,
        -0.538631141,
        0.513313234,
        -0.0574725643,
        -0.47856769,
        0.328849912,
        -0.100333355,
        -0.712461233,
        0.281554341,
        0.0221164189,
        0.54076463
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
        check(new LionSettings(.9, .99, .1), twin);
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

    private static void check(OptimiserSettings settings, double[] expected) {
        float[] parameters = parameters();
        ParameterGroups groups = new ParameterGroups(List.of(new ParameterGroups.Group(0, MATRIX, 1, .1)));
        train(
                settings,
                groups,
                parameters,
                IntStream.rangeClosed(1, 5).mapToObj(step -> gradient(step)).toList());
        assertClose(parameters, expected, 3e-6);
    }

    private static void assertMuon(int outputs, int inputs, double[] expected) {
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
        assertClose(transposed(parameters, inputs, outputs), expected, 1e-5);
    }

    private static void train(
            OptimiserSettings settings, ParameterGroups groups, float[] parameters, List<float[]> gradients) {
        Moments moments = Moments.zero(parameters.length, settings.moments());
        Optimiser optimiser = settings.over(groups);
        for (int step = 1; step <= gradients.size(); step++) {
            for (Optimiser.Range piece : optimiser.pieces(parameters.length)) {
                float[] part = Arrays.copyOfRange(gradients.get(step - 1), piece.from(), piece.to());
                optimiser.update(parameters, part, moments, 1, .05, step, piece);
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

    private static void assertClose(float[] found, double[] expected, double tolerance) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], within(tolerance));
        }
    }
}
