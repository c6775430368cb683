package dev.millrace.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Every way to multiply float32 matrices against sums in float64, on strided blocks. */
class FloatProductsTest {
    private static final int GAP = 5;
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,7,5", "37,100,17", "64,257,33"})
    void multipliesAsTheSumSays(int rows, int inner, int columns) {
        for (FloatProducts products : exact()) {
            everyForm(products, rows, inner, columns, DoubleUnaryOperator.identity());
        }
    }

    @ParameterizedTest
    @CsvSource({"97,101,93", "128,64,256", "1,2048,300", "300,2048,1"})
    void multipliesRoundedNumbers(int rows, int inner, int columns) {
        everyForm(bfloat16(), rows, inner, columns, FloatProductsTest::rounded);
    }

    @Test
    void sumsOverRowsOfTallMatrices() {
        SplittableRandom random = new SplittableRandom(7);
        Matrix a = random(random, 500, 519).transposed();
        Matrix b = random(random, 500, 260);
        for (float beta : new float[] {0, 1, .5f}) {
            for (FloatProducts products : exact()) {
                check(products, a, b, 500, beta, random(random, 519, 260), DoubleUnaryOperator.identity());
            }
        }
    }

    @Test
    void takesOperandsAsTheMatrixThatTheyWereMadeOf() {
        List<FloatProducts> all = new ArrayList<>(exact());
        if (Bfloat16.missing().isEmpty()) {
            all.add(new Bfloat16(new OneDnn()));
        }
        SplittableRandom random = new SplittableRandom(13);
        Matrix a = random(random, 520, 70);
        Matrix b = random(random, 520, 65);
        for (FloatProducts products : all) {
            Matrix alone = Region.of(Nd4j.create(DataType.FLOAT, 70 * 65L)).matrix(70, 65);
            Matrix taken = Region.of(Nd4j.create(DataType.FLOAT, 70 * 65L)).matrix(70, 65);
            products.multiply(a.transposed(), b, 520, 0, alone);
            Matrix left = products.operand("left", a);
            Matrix right = products.operand("right", b);
            products.multiply(left.transposed(), right, 520, 0, taken);
            for (int i = 0; i < alone.region().length(); i++) {
                assertThat(taken.region().at(i))
                        .as(products.description())
                        .isCloseTo(alone.region().at(i), within(TOLERANCE * 520));
            }
            assertThat(products.operand("again", left)).isSameAs(left);
        }
    }

    @Test
    void kernelsWriteOperandsAsTheirRounding() {
        assumeTrue(Bfloat16.missing().isEmpty(), Bfloat16::missing);
        Kernels kernels = Kernels.of(DataType.FLOAT, Precision.BFLOAT16);
        SplittableRandom random = new SplittableRandom(17);
        Matrix x = random(random, 6, 37);
        Matrix exact = random(random, 6, 37);
        Matrix operand = new Slab(kernels.operandType()).matrix(6, 37);
        kernels.activate(Activation.GELU, x, exact);
        kernels.activate(Activation.GELU, x, operand);
        for (int r = 0; r < 6; r++) {
            for (int j = 0; j < 37; j++) {
                assertThat(operand.at(r, j)).isEqualTo(rounded(exact.at(r, j)));
            }
        }
    }

    @Test
    void roundsRowsToNearestEven() {
        SplittableRandom random = new SplittableRandom(19);
        float[] values = new float[1000 + RowMath.ROOM];
        for (int i = 0; i < values.length; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            values[i] = Float.isNaN(value) ? i : value;
        }
        float[] special = {
            0f,
            -0f,
            Float.MIN_VALUE,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            1 + 1 / 256f,
            1 + 3 / 256f,
            -(1 + 1 / 256f)
        };
        System.arraycopy(special, 0, values, 0, special.length);
        values[special.length] = Float.NaN;
        values[special.length + 1] = Float.intBitsToFloat(0xffffffff);
        for (RowMath rows : List.of(new PlainRows(), ChosenRows.create())) {
            short[] rounded = new short[values.length];
            rows.round(values, rounded, 1000);
            for (int i = 0; i < 1000; i++) {
                float found = Float.intBitsToFloat(rounded[i] << Short.SIZE);
                if (Float.isNaN(values[i])) {
                    assertThat(found).isNaN();
                } else {
                    assertThat(found)
                            .as("%s of %s", rows.description(), values[i])
                            .isEqualTo((float) rounded(values[i]));
                }
            }
        }
    }

    @Test
    void leavesSmallProductsExact() {
        everyForm(bfloat16(), 3, 7, 5, DoubleUnaryOperator.identity());
    }

    @Test
    void roundsToNearestEven() {
        assertThat(rounded(1)).isEqualTo(1);
        assertThat(rounded(1 + 1 / 256.)).isEqualTo(1);
        assertThat(rounded(1 + 3 / 256.)).isEqualTo(1 + 2 / 128.);
        assertThat(rounded(-(1 + 1.01 / 256))).isEqualTo(-(1 + 1 / 128.));
    }

    @Test
    void givesTheSameBitsOnEveryThread() {
        List<Precision> precisions = new ArrayList<>(List.of(Precision.FLOAT32));
        if (Bfloat16.missing().isEmpty()) {
            precisions.add(Precision.BFLOAT16);
        }
        for (Precision precision : precisions) {
            double[] alone = product(precision);
            List<CompletableFuture<double[]>> both = List.of(
                    CompletableFuture.supplyAsync(() -> product(precision)),
                    CompletableFuture.supplyAsync(() -> product(precision)));
            both.forEach(other -> assertThat(other.join()).isEqualTo(alone));
        }
    }

    @Test
    void saysWhatBfloat16Lacks() {
        assumeFalse(Bfloat16.missing().isEmpty(), "bfloat16 is there");
        assertThatThrownBy(() -> Kernels.of(DataType.FLOAT, Precision.BFLOAT16))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("bfloat16 products need ");
    }

    private static double[] product(Precision precision) {
        SplittableRandom random = new SplittableRandom(5);
        Matrix a = random(random, 150, 200);
        Matrix b = random(random, 120, 200);
        Matrix c = random(random, 150, 120);
        Kernels.of(DataType.FLOAT, precision).multiply(a, b.transposed(), 0, c);
        double[] values = new double[150 * 120];
        for (int i = 0; i < values.length; i++) {
            values[i] = c.at(i / 120, i % 120);
        }
        return values;
    }

    private static List<FloatProducts> exact() {
        return OneDnn.missing().isEmpty() ? List.of(new OpenBlas(), new OneDnn()) : List.of(new OpenBlas());
    }

    private static FloatProducts bfloat16() {
        assumeTrue(Bfloat16.missing().isEmpty(), Bfloat16::missing);
        return new Bfloat16(new OneDnn());
    }

    private static void everyForm(
            FloatProducts products, int rows, int inner, int columns, DoubleUnaryOperator rounding) {
        SplittableRandom random = new SplittableRandom(11);
        for (int form = 0; form < 4; form++) {
            Matrix a = form % 2 == 0
                    ? random(random, rows, inner)
                    : random(random, inner, rows).transposed();
            Matrix b = form < 2
                    ? random(random, inner, columns)
                    : random(random, columns, inner).transposed();
            for (float beta : new float[] {0, 1}) {
                Matrix c = random(random, rows, columns);
                check(products, a, b, inner, beta, c, rounding);
            }
        }
    }

    private static void check(
            FloatProducts products, Matrix a, Matrix b, int inner, float beta, Matrix c, DoubleUnaryOperator rounding) {
        double[] expected = new double[c.region().length()];
        double[] sizes = new double[expected.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = c.region().at(i);
        }
        for (int r = 0; r < c.rows(); r++) {
            for (int j = 0; j < c.columns(); j++) {
                double sum = beta * c.at(r, j);
                double size = Math.abs(sum);
                for (int k = 0; k < inner; k++) {
                    double term = rounding.applyAsDouble(element(a, r, k)) * rounding.applyAsDouble(element(b, k, j));
                    sum += term;
                    size += Math.abs(term);
                }
                expected[c.index(r, j)] = sum;
                sizes[c.index(r, j)] = size;
            }
        }
        products.multiply(a, b, inner, beta, c);
        for (int i = 0; i < expected.length; i++) {
            assertThat(c.region().at(i))
                    .as("%s, element %d", products.description(), i)
                    .isCloseTo(expected[i], within(TOLERANCE * sizes[i]));
        }
    }

    private static double element(Matrix matrix, int row, int column) {
        return matrix.form() == Matrix.Form.PLAIN ? matrix.at(row, column) : matrix.at(column, row);
    }

    /** To bfloat16: the upper half of a float32's bits, to nearest, ties to even. */
    private static double rounded(double value) {
        int bits = Float.floatToRawIntBits((float) value);
        int half = 0x7fff + (bits >>> Short.SIZE & 1);
        return Float.intBitsToFloat((bits + half) >>> Short.SIZE << Short.SIZE);
    }

    private static Matrix random(SplittableRandom random, int rows, int columns) {
        int stride = columns + GAP;
        Region region = Region.of(Nd4j.create(DataType.FLOAT, rows * (long) stride));
        for (int i = 0; i < region.length(); i++) {
            region.put(i, (float) (random.nextDouble() * 2 - 1));
        }
        return new Matrix(region, GAP, rows, columns, stride, Matrix.Form.PLAIN);
    }
}
