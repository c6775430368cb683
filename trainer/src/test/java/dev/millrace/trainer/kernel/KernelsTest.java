package dev.millrace.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Every float32 kernel against its float64 twin, on sizes that are multiples of nothing, within strided matrices. */
class KernelsTest {
    private static final double TOLERANCE = 2e-5;

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,7,5", "13,131,17", "5,300,1", "2,337,3", "70,65,129"})
    void multipliesEveryForm(int rows, int inner, int columns) {
        for (double beta : new double[] {0, 1}) {
            sameInBoth((kernels, m) ->
                    kernels.multiply(m.of(rows, inner), m.of(inner, columns), beta, m.of(rows, columns)));
            sameInBoth((kernels, m) ->
                    kernels.multiply(m.of(inner, rows).transposed(), m.of(inner, columns), beta, m.of(rows, columns)));
            sameInBoth((kernels, m) ->
                    kernels.multiply(m.of(rows, inner), m.of(columns, inner).transposed(), beta, m.of(rows, columns)));
        }
    }

    @Test
    void multipliesAsTheSumSays() {
        Matrices m = new Matrices(DataType.FLOAT);
        Matrix a = m.of(3, 7);
        Matrix b = m.of(5, 7);
        Matrix c = m.of(3, 5);
        double before = c.at(2, 4);
        double sum = before;
        for (int k = 0; k < 7; k++) {
            sum += a.at(2, k) * b.at(4, k);
        }
        Kernels.of(DataType.FLOAT).multiply(a, b.transposed(), 1, c);
        assertThat(c.at(2, 4)).isCloseTo(sum, within(1e-5));
    }

    @Test
    void refusesProductOfShapesThatDoNotMeet() {
        Matrices m = new Matrices(DataType.FLOAT);
        assertThatThrownBy(() -> Kernels.of(DataType.FLOAT).multiply(m.of(2, 3), m.of(2, 3), 0, m.of(2, 3)))
                .hasMessage("Invalid product: 2 x 3 by 2 x 3 into 2 x 3");
    }

    @Test
    void refusesMatrixBeyondItsRegion() {
        Region region = Region.of(Nd4j.create(DataType.FLOAT, 5));
        assertThatThrownBy(() -> region.matrix(2, 3)).hasMessage("Invalid matrix: ends at element 6 of 5");
        assertThatThrownBy(() -> region.matrix(2, 2).block(1, 1, 1, 2))
                .hasMessage("Invalid block: 1 x 2 at (1, 1) of 2 x 2");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,7", "5,129", "2,1037"})
    void movesAndSumsRows(int rows, int columns) {
        sameInBoth((kernels, m) -> kernels.clear(m.of(rows, columns)));
        sameInBoth((kernels, m) -> kernels.copy(m.of(rows, columns), m.of(rows, columns)));
        sameInBoth((kernels, m) -> kernels.fillRows(m.of(1, columns), m.of(rows, columns)));
        sameInBoth((kernels, m) -> kernels.addRow(m.of(rows, columns), m.of(1, columns), m.of(rows, columns)));
        sameInBoth((kernels, m) -> kernels.sumRows(m.of(rows, columns), m.of(1, columns)));
    }

    @ParameterizedTest
    @CsvSource({"1,2", "3,7", "5,129", "2,1037"})
    void normalisesLayers(int rows, int columns) {
        sameInBoth((kernels, m) -> {
            Matrix x = m.of(rows, columns);
            Matrix gain = m.of(1, columns);
            Matrix statistics = m.of(rows, 2);
            kernels.layerNorm(x, gain, m.of(1, columns), 1e-5, m.of(rows, columns), statistics);
            kernels.layerNormBackward(
                    x, statistics, gain, m.of(rows, columns), m.of(rows, columns), m.of(1, columns), m.of(1, columns));
        });
    }

    @ParameterizedTest
    @CsvSource({"1,2", "3,7", "5,129", "2,1037"})
    void normalisesWithoutBiasAndWithoutMean(int rows, int columns) {
        sameInBoth((kernels, m) -> {
            Matrix x = m.of(rows, columns);
            Matrix gain = m.of(1, columns);
            Matrix statistics = m.of(rows, 2);
            kernels.layerNorm(x, gain, 1e-5, m.of(rows, columns), statistics);
            kernels.layerNormBackward(x, statistics, gain, m.of(rows, columns), m.of(rows, columns), m.of(1, columns));
        });
        sameInBoth((kernels, m) -> {
            Matrix x = m.of(rows, columns);
            Matrix gain = m.of(1, columns);
            Matrix statistics = m.of(rows, 2);
            kernels.rmsNorm(x, gain, 1e-5, m.of(rows, columns), statistics);
            kernels.rmsNormBackward(x, statistics, gain, m.of(rows, columns), m.of(rows, columns), m.of(1, columns));
        });
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void bends(Activation f) {
        for (int columns : new int[] {1, 7, 129, 1037}) {
            sameInBoth((kernels, m) -> kernels.activate(f, m.of(3, columns), m.of(3, columns)));
            sameInBoth((kernels, m) -> kernels.activateBackward(f, m.of(3, columns), m.of(3, columns)));
            sameInBoth(
                    (kernels, m) -> kernels.activateBackward(f, m.of(3, columns), m.of(3, columns), m.of(1, columns)));
            sameInBoth((kernels, m) -> kernels.gate(f, m.of(3, columns), m.of(3, columns), m.of(3, columns)));
            sameInBoth((kernels, m) -> kernels.gateBackward(
                    f, m.of(3, columns), m.of(3, columns), m.of(3, columns), m.of(3, columns), m.of(3, columns)));
        }
    }

    @Test
    void bendsBySlopesThatAreDifferences() {
        for (Activation f : Activation.values()) {
            for (double x = -7; x < 7; x += .37) {
                double step = 1e-6;
                double slope =
                        (DoubleActivations.value(f, x + step) - DoubleActivations.value(f, x - step)) / (2 * step);
                assertThat(DoubleActivations.slope(f, x)).as("%s at %s", f, x).isCloseTo(slope, within(1e-8));
            }
        }
        assertThat(DoubleActivations.value(Activation.GELU, 1)).isCloseTo(0.8413447460685429, within(1e-15));
        assertThat(DoubleActivations.value(Activation.GELU, -3)).isCloseTo(-0.0040496940948903, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"2,1", "4,3", "10,2", "66,1"})
    void turnsHeads(int headWidth, int heads) {
        sameInBoth((kernels, m) -> kernels.rotate(
                m.of(5, headWidth * heads), headWidth, m.of(3, headWidth / 2), m.of(3, headWidth / 2), 3));
        sameInBoth((kernels, m) -> kernels.rotateBack(
                m.of(5, headWidth * heads), headWidth, m.of(3, headWidth / 2), m.of(3, headWidth / 2), 3));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,7", "5,300", "2,1037"})
    void weighsWhatIsSeen(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows);
        int[] begins = random.ints(rows + 1, 0, columns).toArray();
        int[] ends = random.ints(rows + 1, 0, columns + 1).toArray();
        sameInBoth((kernels, m) -> kernels.softmax(m.of(rows, columns), begins, ends, 1, 0.7, m.of(1, rows)));
        sameInBoth((kernels, m) -> {
            Matrix scores = m.of(rows, columns);
            Matrix again = m.of(rows, columns);
            Matrix logSums = m.of(1, rows);
            kernels.copy(scores, again);
            kernels.softmax(scores, begins, ends, 1, 0.7, logSums);
            kernels.softmaxAgain(again, begins, ends, 1, 0.7, logSums);
            kernels.softmaxBackward(scores, m.of(rows, columns), 0.7);
        });
    }

    @ParameterizedTest
    @CsvSource({"1,1,0", "3,7,1", "5,40,7"})
    void addsAndSumsByDistance(int rows, int columns, int first) {
        int context = rows + columns + first;
        sameInBoth((kernels, m) -> kernels.addDistanceBias(m.of(rows, columns), first, 0.3, m.of(1, 2 * context - 1)));
        sameInBoth((kernels, m) -> kernels.sumDistances(m.of(rows, columns), first, m.of(1, 2 * context - 1)));
    }

    @Test
    void dropsItsShareByKeyAlone() {
        sameInBoth((kernels, m) -> kernels.dropout(m.of(3, 129), m.of(3, 129), 0.3, 77));
        Matrices m = new Matrices(DataType.FLOAT);
        Matrix x = m.of(100, 400);
        Matrix other = m.of(100, 400);
        Kernels.of(DataType.FLOAT).dropout(x, x, 0.2, 1);
        Kernels.of(DataType.FLOAT).dropout(other, other, 0.2, 2);
        int zeros = 0;
        int common = 0;
        for (int r = 0; r < 100; r++) {
            for (int j = 0; j < 400; j++) {
                zeros += x.at(r, j) == 0 ? 1 : 0;
                common += x.at(r, j) == 0 && other.at(r, j) == 0 ? 1 : 0;
            }
        }
        assertThat(zeros).isBetween(7600, 8400);
        assertThat(common).isBetween(1400, 1800);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "129"})
    void gathersAndScattersRows(int columns) {
        int[] ids = {2, 3, 0, 3, 1, 2, 3};
        sameInBoth((kernels, m) -> kernels.gather(m.of(4, columns), ids, 1, m.of(6, columns)));
        sameInBoth((kernels, m) -> kernels.gatherAdd(m.of(4, columns), ids, 1, m.of(6, columns)));
        sameInBoth((kernels, m) -> kernels.scatterAdd(m.of(6, columns), ids, 1, m.of(4, columns)));
        sameInBoth((kernels, m) -> kernels.addScaledRows(m.of(7, columns), m.of(7, 1), ids, m.of(4, columns)));
        sameInBoth((kernels, m) -> kernels.add(m.of(4, columns), m.of(4, columns)));
        sameInBoth((kernels, m) -> kernels.scale(m.of(4, columns), 0.3));
        sameValue((kernels, m) ->
                kernels.binaryCrossEntropyBackward(m.of(6, 1), new int[] {0, 1, 0, -1, 1, 0, 1}, 1, 0.4));
    }

    @Test
    void refusesBfloat16OrComesCloseToFloat32() {
        Matrices m = new Matrices(DataType.FLOAT);
        Matrix a = m.of(100, 300);
        Matrix b = m.of(300, 200);
        Matrix exact = m.of(100, 200);
        Matrix rounded = m.of(100, 200);
        Kernels.of(DataType.FLOAT).clear(exact);
        Kernels.of(DataType.FLOAT).clear(rounded);
        Kernels.of(DataType.FLOAT).multiply(a, b, 1, exact);
        Kernels bfloat16;
        try {
            bfloat16 = Kernels.of(DataType.FLOAT, Precision.BFLOAT16);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageStartingWith("bfloat16 needs ");
            return;
        }
        bfloat16.multiply(a, b, 1, rounded);
        double difference = 0;
        double norm = 0;
        for (int r = 0; r < 100; r++) {
            for (int j = 0; j < 200; j++) {
                difference += Math.pow(rounded.at(r, j) - exact.at(r, j), 2);
                norm += Math.pow(exact.at(r, j), 2);
            }
        }
        assertThat(Math.sqrt(difference / norm)).isBetween(1e-5, 4e-3);
    }

    @Test
    void seesNothingBeyondItsPosition() {
        Matrices m = new Matrices(DataType.FLOAT);
        Matrix scores = m.of(2, 5);
        Kernels.of(DataType.FLOAT).softmax(scores, new int[] {0, 0}, new int[] {2, 3}, 0, 1, m.of(1, 2));
        assertThat(scores.at(0, 2)).isZero();
        assertThat(scores.at(1, 3)).isZero();
        assertThat(scores.at(1, 0) + scores.at(1, 1) + scores.at(1, 2)).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,7", "5,129", "4,1037"})
    void losesByCrossEntropy(int rows, int columns) {
        int[] targets = {-1, 0, columns - 1, columns / 2, -100, columns / 3, 0};
        sameValue((kernels, m) -> kernels.crossEntropy(m.of(rows, columns), targets, 1));
        sameValue((kernels, m) -> kernels.crossEntropyBackward(m.of(rows, columns), targets, 1, 0.25));
        sameInBoth((kernels, m) -> kernels.crossEntropyBackward(m.of(rows, columns), targets, 1, 0.25));
    }

    @Test
    void staysFiniteOnHugeLogits() {
        Matrices m = new Matrices(DataType.FLOAT);
        Matrix logits = m.of(1, 3);
        logits.put(0, 0, 1e30);
        logits.put(0, 1, -1e30);
        logits.put(0, 2, 0);
        assertThat(Kernels.of(DataType.FLOAT).crossEntropyBackward(logits, new int[] {0}, 0, 1))
                .isZero();
        assertThat(logits.at(0, 0)).isZero();
        assertThat(logits.at(0, 1)).isCloseTo(0, within(1e-37));
    }

    /** Runs on equal random matrices of both types and compares all of them afterwards. */
    private static void sameInBoth(BiConsumer<Kernels, Matrices> run) {
        sameValue((kernels, matrices) -> {
            run.accept(kernels, matrices);
            return 0;
        });
    }

    private static void sameValue(ToDoubleBiFunction<Kernels, Matrices> run) {
        Matrices floats = new Matrices(DataType.FLOAT);
        Matrices doubles = new Matrices(DataType.DOUBLE);
        double expected = run.applyAsDouble(Kernels.of(DataType.DOUBLE), doubles);
        Matrices plains = new Matrices(DataType.FLOAT);
        compare(run.applyAsDouble(Kernels.of(DataType.FLOAT), floats), floats, expected, doubles);
        compare(
                run.applyAsDouble(new FloatKernels(Precision.FLOAT32, new PlainRows()), plains),
                plains,
                expected,
                doubles);
    }

    private static void compare(double value, Matrices floats, double expected, Matrices doubles) {
        assertThat(value).isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
        assertThat(floats.made).hasSameSizeAs(doubles.made);
        for (int i = 0; i < floats.made.size(); i++) {
            same(floats.made.get(i), doubles.made.get(i));
        }
    }

    private static void same(Region actual, Region expected) {
        for (int i = 0; i < actual.length(); i++) {
            assertThat(actual.at(i))
                    .as("element %d", i)
                    .isCloseTo(expected.at(i), within(TOLERANCE * Math.max(1, Math.abs(expected.at(i)))));
        }
    }

    /** Random matrices with a gap after each row, the same for every type. */
    private static final class Matrices {
        private final List<Region> made = new ArrayList<>();
        private final SplittableRandom random = new SplittableRandom(7);
        private final DataType type;

        Matrices(DataType type) {
            this.type = type;
        }

        Matrix of(int rows, int columns) {
            int stride = columns + 3;
            Region region = Region.of(Nd4j.create(type, rows * (long) stride + 2));
            for (int i = 0; i < region.length(); i++) {
                region.put(i, (float) (random.nextDouble() * 4 - 2));
            }
            made.add(region);
            return new Matrix(region, 2, rows, columns, stride, Matrix.Form.PLAIN);
        }
    }
}
