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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Every float32 kernel against its float64 twin, on sizes that are multiples of nothing, within strided matrices. */
class KernelsTest {
    private static final double TOLERANCE = 2e-5;

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,7,5", "13,131,17", "5,300,1", "2,401,3"})
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
    @CsvSource({"1,1", "3,3", "4,7", "5,17", "6,37", "8,100", "5,257", "2,1037"})
    void movesAndSumsRows(int rows, int columns) {
        sameInBoth((kernels, m) -> kernels.clear(m.of(rows, columns)));
        sameInBoth((kernels, m) -> kernels.copy(m.of(rows, columns), m.of(rows, columns)));
        sameInBoth((kernels, m) -> kernels.fillRows(m.of(1, columns), m.of(rows, columns)));
        sameInBoth((kernels, m) -> kernels.addRow(m.of(rows, columns), m.of(1, columns), m.of(rows, columns)));
        sameInBoth((kernels, m) -> kernels.sumRows(m.of(rows, columns), m.of(1, columns)));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,3", "4,7", "5,17", "6,37", "8,100", "5,257", "2,1037"})
    void addsAndScales(int rows, int columns) {
        sameInBoth((kernels, m) -> kernels.add(m.of(rows, columns), m.of(rows, columns)));
        sameInBoth((kernels, m) -> kernels.add(m.dense(rows, columns), m.dense(rows, columns)));
        sameInBoth((kernels, m) -> kernels.scale(m.of(rows, columns), -1.7));
        sameInBoth((kernels, m) -> kernels.scale(m.dense(rows, columns), -1.7));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,3", "4,7", "5,17", "6,37", "8,100", "5,257", "2,1037"})
    void normalisesLayers(int rows, int columns) {
        sameInBoth((kernels, m) -> {
            Matrix x = m.of(rows, columns);
            Matrix gain = m.of(1, columns);
            Matrix statistics = m.of(rows, 2);
            kernels.layerNorm(x, gain, m.of(1, columns), 1e-2, m.of(rows, columns), statistics);
            kernels.layerNormBackward(
                    x, statistics, gain, m.of(rows, columns), m.of(rows, columns), m.of(1, columns), m.of(1, columns));
        });
        sameInBoth((kernels, m) -> {
            Matrix x = m.of(rows, columns);
            Matrix gain = m.of(1, columns);
            Matrix statistics = m.of(rows, 2);
            kernels.layerNorm(x, gain, 1e-2, m.of(rows, columns), statistics);
            kernels.layerNormBackward(x, statistics, gain, m.of(rows, columns), m.of(rows, columns), m.of(1, columns));
        });
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,3", "4,7", "5,17", "6,37", "8,100", "5,257", "2,1037"})
    void normalisesByRootMeanSquare(int rows, int columns) {
        sameInBoth((kernels, m) -> {
            Matrix x = m.of(rows, columns);
            Matrix gain = m.of(1, columns);
            Matrix statistics = m.of(rows, 2);
            kernels.rmsNorm(x, gain, 1e-6, m.of(rows, columns), statistics);
            kernels.rmsNormBackward(x, statistics, gain, m.of(rows, columns), m.of(rows, columns), m.of(1, columns));
        });
    }

    @ParameterizedTest
    @EnumSource
    void bendsByActivation(Activation f) {
        for (int columns : new int[] {1, 3, 7, 17, 37, 100, 257}) {
            sameInBoth((kernels, m) -> kernels.activate(f, m.of(5, columns), m.of(5, columns)));
            sameInBoth((kernels, m) -> kernels.activate(f, m.wide(5, columns, 40), m.dense(5, columns)));
            sameInBoth((kernels, m) -> kernels.activate(f, m.dense(6, columns), m.of(1, columns), m.dense(6, columns)));
            sameInBoth((kernels, m) -> kernels.activateBackward(
                    f, m.of(5, columns), m.of(5, columns), m.of(5, columns), m.of(5, columns)));
            sameInBoth((kernels, m) -> kernels.activateBackward(
                    f,
                    m.of(5, columns),
                    m.of(1, columns),
                    m.of(5, columns),
                    m.of(5, columns),
                    m.of(5, columns),
                    m.of(1, columns)));
            sameInBoth((kernels, m) -> kernels.activateBackward(
                    f,
                    m.wide(6, columns, 40),
                    m.of(1, columns),
                    m.dense(6, columns),
                    m.dense(6, columns),
                    m.dense(6, columns),
                    m.of(1, columns)));
            sameInBoth((kernels, m) -> kernels.gate(f, m.of(5, columns), m.of(5, columns), m.of(5, columns)));
            sameInBoth((kernels, m) -> kernels.gateBackward(
                    f,
                    m.of(5, columns),
                    m.of(5, columns),
                    m.of(5, columns),
                    m.of(5, columns),
                    m.of(5, columns),
                    m.of(5, columns)));
        }
    }

    @ParameterizedTest
    @CsvSource({"2,1", "6,3", "34,2", "74,1", "64,3"})
    void turnsHeadsAndBack(int headWidth, int heads) {
        int rows = 5;
        sameInBoth((kernels, m) -> kernels.rotate(
                m.of(rows, heads * headWidth), headWidth, m.of(3, headWidth / 2), m.of(3, headWidth / 2), 3));
        sameInBoth((kernels, m) -> {
            Matrix x = m.of(rows, heads * headWidth);
            Matrix cosines = m.of(3, headWidth / 2);
            Matrix sines = m.of(3, headWidth / 2);
            for (int i = 0; i < 3 * headWidth / 2; i++) {
                cosines.put(i % 3, i / 3, Math.cos(i));
                sines.put(i % 3, i / 3, Math.sin(i));
            }
            double before = x.at(4, 1);
            kernels.rotate(x, headWidth, cosines, sines, 3);
            kernels.rotateBack(x, headWidth, cosines, sines, 3);
            assertThat(x.at(4, 1)).isCloseTo(before, within(1e-6));
        });
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,3", "4,7", "5,17", "6,37", "8,100", "5,257", "2,1037"})
    void weighsWhatIsSeen(int rows, int columns) {
        int[] begins = new int[rows + 1];
        int[] ends = new int[rows + 1];
        for (int r = 0; r < rows; r++) {
            begins[r + 1] = r * 31 % columns;
            ends[r + 1] = begins[r + 1] + (columns - begins[r + 1]) * r / Math.max(1, rows - 1);
        }
        sameInBoth((kernels, m) -> {
            Matrix scores = m.wide(rows, columns, 30);
            Matrix again = m.of(rows, columns);
            Matrix logSums = m.of(1, rows);
            kernels.copy(scores, again);
            kernels.softmax(scores, begins, ends, 1, 0.7, logSums);
            kernels.softmaxAgain(again, begins, ends, 1, 0.7, logSums);
            kernels.softmaxBackward(scores, m.of(rows, columns), 0.7);
        });
    }

    @ParameterizedTest
    @MethodSource("floats")
    void seesNothingBeyondItsRange(Kernels kernels) {
        Matrices m = new Matrices(DataType.FLOAT);
        Matrix scores = m.of(2, 5);
        Matrix logSums = m.of(1, 2);
        kernels.softmax(scores, new int[] {1, 3}, new int[] {4, 3}, 0, 1, logSums);
        assertThat(scores.at(0, 0)).isZero();
        assertThat(scores.at(0, 4)).isZero();
        assertThat(scores.at(0, 1) + scores.at(0, 2) + scores.at(0, 3)).isCloseTo(1, within(1e-6));
        for (int j = 0; j < 5; j++) {
            assertThat(scores.at(1, j)).isZero();
        }
        assertThat(logSums.at(0, 1)).isZero();
        assertThatThrownBy(() -> kernels.softmax(scores, new int[2], new int[] {5, 6}, 0, 1, logSums))
                .hasMessage("Invalid range: columns 0 to 6 of 5");
    }

    @ParameterizedTest
    @CsvSource({"1,1,0,1", "3,7,2,9", "5,100,30,100", "4,257,0,300"})
    void addsWhatDistancesSay(int rows, int columns, int first, int context) {
        sameInBoth((kernels, m) -> kernels.addDistanceBias(m.of(rows, columns), first, 0.3, m.of(1, 2 * context - 1)));
        sameInBoth((kernels, m) -> kernels.sumDistances(m.of(rows, columns), first, m.of(1, 2 * context - 1)));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,3", "4,7", "5,17", "6,37", "8,100", "5,257", "2,1037"})
    void dropsTheSameInEveryType(int rows, int columns) {
        sameInBoth((kernels, m) -> kernels.dropout(m.of(rows, columns), m.of(rows, columns), 0.3, 11));
        sameInBoth((kernels, m) -> {
            Matrix x = m.of(rows, columns);
            kernels.dropout(x, x, 0.9, -5);
        });
    }

    @Test
    void dropsAShareAndNotTheSameOnesForAnotherRowOrKey() {
        Matrices m = new Matrices(DataType.FLOAT);
        Matrix ones = m.of(200, 500);
        Kernels kernels = Kernels.of(DataType.FLOAT);
        kernels.fillRows(filled(m.of(1, 500)), ones);
        Matrix other = m.of(200, 500);
        kernels.dropout(ones, other, 0.25, 8);
        kernels.dropout(ones, ones, 0.25, 7);
        int kept = 0;
        int keptInBoth = 0;
        int keptInNextRow = 0;
        for (int r = 0; r < 199; r++) {
            for (int j = 0; j < 500; j++) {
                kept += ones.at(r, j) > 0 ? 1 : 0;
                keptInBoth += ones.at(r, j) > 0 && other.at(r, j) > 0 ? 1 : 0;
                keptInNextRow += ones.at(r, j) > 0 && ones.at(r + 1, j) > 0 ? 1 : 0;
            }
        }
        // five standard deviations of 99,500 tosses
        assertThat(kept / 99_500.).isCloseTo(0.75, within(0.007));
        assertThat(keptInBoth / 99_500.).isCloseTo(0.75 * 0.75, within(0.008));
        assertThat(keptInNextRow / 99_500.).isCloseTo(0.75 * 0.75, within(0.008));
        assertThat(ones.at(0, 0) * ones.at(0, 1)).isIn(0., (double) ((float) (4 / 3.) * (float) (4 / 3.)), 16 / 9.);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,3", "4,7", "5,17", "6,37", "8,100", "5,257", "2,1037"})
    void losesByCrossEntropy(int rows, int columns) {
        int[] targets = {-1, 0, columns - 1, columns / 2, -100, columns / 3, 0, 0, 0};
        sameValue((kernels, m) -> kernels.crossEntropy(m.of(rows, columns), targets, 1));
        sameValue((kernels, m) ->
                kernels.crossEntropyBackward(m.of(rows, columns), targets, 1, 0.25, m.of(rows, columns)));
        sameInBoth((kernels, m) ->
                kernels.crossEntropyBackward(m.of(rows, columns), targets, 1, 0.25, m.of(rows, columns)));
    }

    @Test
    void staysFiniteOnHugeLogits() {
        Matrices m = new Matrices(DataType.FLOAT);
        Matrix logits = m.of(1, 3);
        logits.put(0, 0, 1e30);
        logits.put(0, 1, -1e30);
        logits.put(0, 2, 0);
        assertThat(Kernels.of(DataType.FLOAT).crossEntropyBackward(logits, new int[] {0}, 0, 1, logits))
                .isZero();
        assertThat(logits.at(0, 0)).isZero();
        assertThat(logits.at(0, 1)).isCloseTo(0, within(1e-37));
    }

    @Test
    void losesByBinaryCrossEntropy() {
        int[] labels = {0, 1, -1, 0, 1, 1};
        sameValue((kernels, m) -> kernels.binaryCrossEntropyBackward(m.wide(5, 1, 90), labels, 1, 0.25));
        Matrix logits = new Matrices(DataType.DOUBLE).of(2, 1);
        logits.put(0, 0, 0);
        logits.put(1, 0, Math.log(3));
        double loss = Kernels.of(DataType.DOUBLE).binaryCrossEntropyBackward(logits, new int[] {1, 0}, 0, 2);
        assertThat(loss).isCloseTo(Math.log(2) + Math.log(4), within(1e-12));
        assertThat(logits.at(0, 0)).isCloseTo(-1, within(1e-12));
        assertThat(logits.at(1, 0)).isCloseTo(1.5, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 17, 37, 100, 257})
    void movesRowsByNumber(int columns) {
        int[] ids = {9, 3, 0, 3, 1, 2, 3};
        sameInBoth((kernels, m) -> kernels.gather(m.of(4, columns), ids, 1, m.of(6, columns)));
        sameInBoth((kernels, m) -> kernels.gatherAdd(m.of(4, columns), ids, 1, m.of(6, columns)));
        sameInBoth((kernels, m) -> kernels.scatterAdd(m.of(6, columns), ids, 1, m.of(4, columns)));
        sameInBoth((kernels, m) ->
                kernels.addScaledRows(m.of(3, columns), m.of(3, 1), new int[] {4, 0, 4}, m.of(5, columns)));
    }

    @ParameterizedTest
    @MethodSource("floats")
    void refusesRowsThatAreNotThere(Kernels kernels) {
        Matrices m = new Matrices(DataType.FLOAT);
        Matrix table = m.of(8, 3).rows(0, 4);
        assertThatThrownBy(() -> kernels.gather(table, new int[] {4}, 0, m.of(1, 3)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> kernels.scatterAdd(m.of(1, 3), new int[] {-1}, 0, table))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> kernels.crossEntropy(m.of(1, 3), new int[] {3}, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void multipliesNothing() {
        for (double beta : new double[] {0, 1}) {
            sameInBoth((kernels, m) -> kernels.multiply(m.of(3, 0), m.of(0, 5), beta, m.of(3, 5)));
            sameInBoth((kernels, m) -> kernels.multiply(m.of(0, 3).transposed(), m.of(0, 5), beta, m.of(3, 5)));
            sameInBoth((kernels, m) -> kernels.multiply(m.of(0, 3), m.of(3, 5), beta, m.of(0, 5)));
        }
    }

    static List<Kernels> floats() {
        return List.of(Kernels.of(DataType.FLOAT), new FloatKernels(new PlainRows(), new OpenBlas()));
    }

    private static Matrix filled(Matrix matrix) {
        for (int j = 0; j < matrix.columns(); j++) {
            matrix.put(0, j, 1);
        }
        return matrix;
    }

    /** Runs on equal random matrices of both types and compares all of them afterwards. */
    private static void sameInBoth(BiConsumer<Kernels, Matrices> run) {
        sameValue((kernels, matrices) -> {
            run.accept(kernels, matrices);
            return 0;
        });
    }

    private static void sameValue(ToDoubleBiFunction<Kernels, Matrices> run) {
        Matrices doubles = new Matrices(DataType.DOUBLE);
        double expected = run.applyAsDouble(Kernels.of(DataType.DOUBLE), doubles);
        for (Kernels kernels : floats()) {
            same(kernels, run, expected, doubles);
        }
    }

    private static void same(
            Kernels kernels, ToDoubleBiFunction<Kernels, Matrices> run, double expected, Matrices doubles) {
        Matrices floats = new Matrices(DataType.FLOAT);
        double value = run.applyAsDouble(kernels, floats);
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
            return matrix(rows, columns, columns + 3, 2);
        }

        /** Without gaps. */
        Matrix dense(int rows, int columns) {
            return matrix(rows, columns, columns, 2);
        }

        /** Without gaps, numbers to both sides of 0 up to a limit. */
        Matrix wide(int rows, int columns, double limit) {
            return matrix(rows, columns, columns, limit);
        }

        private Matrix matrix(int rows, int columns, int stride, double limit) {
            Region region = Region.of(Nd4j.create(type, rows * (long) stride + 2));
            for (int i = 0; i < region.length(); i++) {
                region.put(i, (float) ((random.nextDouble() * 2 - 1) * limit));
            }
            made.add(region);
            return new Matrix(region, 2, rows, columns, stride, Matrix.Form.PLAIN);
        }
    }
}
