package dev.millrace.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Every backward kernel in float64 against central differences of its forward kernel, of the loss Σ w ∘ y. */
class KernelGradientTest {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-8;
    private static final int ROWS = 4;
    private static final int COLUMNS = 7;
    private static final double EPSILON = 1e-3;

    private final Kernels kernels = Kernels.of(DataType.DOUBLE);
    private final SplittableRandom random = new SplittableRandom(3);
    private final Matrix x = random(ROWS, COLUMNS);
    private final Matrix y = random(ROWS, COLUMNS);
    private final Matrix w = random(ROWS, COLUMNS);
    private final Matrix g = random(1, COLUMNS);
    private final Matrix b = random(1, COLUMNS);
    private final Matrix statistics = random(ROWS, 2);
    private final Matrix dx = zeros(ROWS, COLUMNS);
    private final Matrix dg = random(1, COLUMNS);
    private final Matrix db = random(1, COLUMNS);

    @Test
    void layerNorm() {
        Loss loss = () -> {
            kernels.layerNorm(x, g, b, EPSILON, y, statistics);
            return weighed(y);
        };
        loss.value();
        kernels.layerNormBackward(x, statistics, g, w, dx, dg, db);
        proves(loss, x, dx);
        proves(loss, g, dg);
        proves(loss, b, db);
    }

    @Test
    void layerNormWithoutBias() {
        Loss loss = () -> {
            kernels.layerNorm(x, g, EPSILON, y, statistics);
            return weighed(y);
        };
        loss.value();
        kernels.layerNormBackward(x, statistics, g, w, dx, dg);
        proves(loss, x, dx);
        proves(loss, g, dg);
    }

    @Test
    void rmsNorm() {
        Loss loss = () -> {
            kernels.rmsNorm(x, g, EPSILON, y, statistics);
            return weighed(y);
        };
        loss.value();
        kernels.rmsNormBackward(x, statistics, g, w, dx, dg);
        proves(loss, x, dx);
        proves(loss, g, dg);
    }

    @ParameterizedTest
    @EnumSource
    void activations(Activation f) {
        Loss loss = () -> {
            kernels.activate(f, x, b, y);
            return weighed(y);
        };
        kernels.copy(w, dx);
        kernels.activateBackward(f, x, b, dx, dx, y, db);
        proves(loss, x, dx);
        proves(loss, b, db);
        Loss withoutBias = () -> {
            kernels.activate(f, x, y);
            return weighed(y);
        };
        kernels.copy(w, dx);
        kernels.activateBackward(f, x, dx, dx, y);
        proves(withoutBias, x, dx);
    }

    @ParameterizedTest
    @EnumSource
    void gates(Activation f) {
        Matrix up = random(ROWS, COLUMNS);
        Matrix dUp = random(ROWS, COLUMNS);
        Loss loss = () -> {
            kernels.gate(f, x, up, y);
            return weighed(y);
        };
        kernels.gateBackward(f, x, up, w, dx, dUp, y);
        proves(loss, x, dx);
        proves(loss, up, dUp);
    }

    @Test
    void rotation() {
        Matrix heads = random(ROWS, 12);
        Matrix turned = random(ROWS, 12);
        Matrix cosines = random(3, 2);
        Matrix sines = random(3, 2);
        Matrix weights = random(ROWS, 12);
        Loss loss = () -> {
            kernels.copy(heads, turned);
            kernels.rotate(turned, 4, cosines, sines, 3);
            return weighed(turned, weights);
        };
        Matrix gradient = zeros(ROWS, 12);
        kernels.copy(weights, gradient);
        kernels.rotateBack(gradient, 4, cosines, sines, 3);
        proves(loss, heads, gradient);
    }

    @Test
    void softmaxWithinRanges() {
        int[] begins = {0, 0, 2, 5, 3};
        int[] ends = {0, 7, 5, 5, 7};
        Matrix logSums = random(1, ROWS);
        Loss loss = () -> {
            kernels.copy(x, y);
            kernels.softmax(y, begins, ends, 1, 0.6, logSums);
            return weighed(y);
        };
        loss.value();
        kernels.copy(w, dx);
        kernels.softmaxBackward(y, dx, 0.6);
        proves(loss, x, dx);
    }

    @Test
    void distanceBias() {
        Matrix bias = random(1, 13);
        Matrix dBias = zeros(1, 13);
        Loss loss = () -> {
            kernels.copy(x, y);
            kernels.addDistanceBias(y, 2, 0.6, bias);
            return weighed(y);
        };
        kernels.sumDistances(w, 2, dBias);
        proves(loss, bias, dBias);
    }

    @Test
    void dropout() {
        Loss loss = () -> {
            kernels.dropout(x, y, 0.4, 5);
            return weighed(y);
        };
        kernels.dropout(w, dx, 0.4, 5);
        proves(loss, x, dx);
    }

    @Test
    void crossEntropy() {
        int[] targets = {3, 0, -1, 6, 2};
        kernels.copy(x, dx);
        kernels.crossEntropyBackward(dx, targets, 1, 1, dx);
        Loss loss = () -> {
            kernels.copy(x, y);
            return kernels.crossEntropy(y, targets, 1);
        };
        proves(loss, x, dx);
    }

    @Test
    void rowsByNumber() {
        int[] ids = {1, 0, 2, 0, 2};
        Matrix table = random(3, COLUMNS);
        Matrix dTable = zeros(3, COLUMNS);
        Loss loss = () -> {
            kernels.gather(table, ids, 1, y);
            return weighed(y);
        };
        kernels.scatterAdd(w, ids, 1, dTable);
        proves(loss, table, dTable);
    }

    private void proves(Loss loss, Matrix of, Matrix gradient) {
        for (int r = 0; r < of.rows(); r++) {
            for (int j = 0; j < of.columns(); j++) {
                double before = of.at(r, j);
                of.put(r, j, before + STEP);
                double above = loss.value();
                of.put(r, j, before - STEP);
                double below = loss.value();
                of.put(r, j, before);
                assertThat(gradient.at(r, j))
                        .as("(%d, %d)", r, j)
                        .isCloseTo((above - below) / (2 * STEP), within(TOLERANCE));
            }
        }
    }

    private double weighed(Matrix values) {
        return weighed(values, w);
    }

    private static double weighed(Matrix values, Matrix weights) {
        double sum = 0;
        for (int r = 0; r < values.rows(); r++) {
            for (int j = 0; j < values.columns(); j++) {
                sum += weights.at(r, j) * values.at(r, j);
            }
        }
        return sum;
    }

    private Matrix random(int rows, int columns) {
        Matrix matrix = zeros(rows, columns);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                matrix.put(r, j, random.nextDouble() * 2 - 1);
            }
        }
        return matrix;
    }

    private static Matrix zeros(int rows, int columns) {
        return Region.of(Nd4j.zeros(DataType.DOUBLE, (long) rows * columns)).matrix(rows, columns);
    }

    private interface Loss {
        double value();
    }
}
