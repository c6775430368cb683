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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Every float32 kernel against its float64 twin, on sizes that are multiples of nothing, within strided matrices. */
class KernelsTest {
    private static final double TOLERANCE = 2e-5;

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,7,5", "13,131,17", "5,300,1", "2,1037,3"})
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
    @CsvSource({"1,1", "3,7", "5,129", "2,1037"})
    void bendsByGelu(int rows, int columns) {
        sameInBoth((kernels, m) -> kernels.gelu(m.of(rows, columns), m.of(rows, columns)));
        sameInBoth((kernels, m) -> kernels.geluBackward(m.of(rows, columns), m.of(rows, columns), m.of(1, columns)));
    }

    @ParameterizedTest
    @CsvSource({"1,1,0", "3,7,4", "7,7,0", "5,300,295", "2,1037,1"})
    void weighsWhatIsSeen(int rows, int columns, int first) {
        sameInBoth((kernels, m) -> kernels.causalSoftmax(m.of(rows, columns), first, 0.7, m.of(1, rows)));
        sameInBoth((kernels, m) -> {
            Matrix scores = m.of(rows, columns);
            Matrix again = m.of(rows, columns);
            Matrix logSums = m.of(1, rows);
            kernels.copy(scores, again);
            kernels.causalSoftmax(scores, first, 0.7, logSums);
            kernels.causalSoftmaxAgain(again, first, 0.7, logSums);
            kernels.softmaxBackward(scores, m.of(rows, columns), 0.7);
        });
    }

    @Test
    void seesNothingBeyondItsPosition() {
        Matrices m = new Matrices(DataType.FLOAT);
        Matrix scores = m.of(2, 5);
        Kernels.of(DataType.FLOAT).causalSoftmax(scores, 1, 1, m.of(1, 2));
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

    @ParameterizedTest
    @CsvSource({"1", "7", "129"})
    void embedsTokens(int columns) {
        int[] ids = {3, 0, 3, 1, 2, 3};
        sameInBoth((kernels, m) -> kernels.embed(m.of(4, columns), m.of(5, columns), ids, 3, m.of(6, columns)));
        sameInBoth((kernels, m) -> kernels.embedBackward(m.of(6, columns), ids, 3, m.of(4, columns), m.of(5, columns)));
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
        double value = run.applyAsDouble(Kernels.of(DataType.FLOAT), floats);
        double expected = run.applyAsDouble(Kernels.of(DataType.DOUBLE), doubles);
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
