package dev.millrace.trainer.kernel;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/** Products by the OpenBLAS that ND4J bundles. */
final class OpenBlas implements FloatProducts {
    private static final int ROW_MAJOR = openblas_nolapack.CblasRowMajor;
    private static final int PLAIN = openblas_nolapack.CblasNoTrans;
    private static final int TRANSPOSED = openblas_nolapack.CblasTrans;

    static {
        // the workers share the cores among themselves; BLAS threads below them would only contend
        Nd4j.getBlasWrapper().level3();
        org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads(1);
    }

    private final FloatCursor floatA = new FloatCursor();
    private final FloatCursor floatB = new FloatCursor();
    private final FloatCursor floatC = new FloatCursor();
    private final DoubleCursor doubleA = new DoubleCursor();
    private final DoubleCursor doubleB = new DoubleCursor();
    private final DoubleCursor doubleC = new DoubleCursor();

    @Override
    public String description() {
        return "OpenBLAS";
    }

    @Override
    public void multiply(Matrix a, Matrix b, int inner, float beta, Matrix c) {
        openblas_nolapack.cblas_sgemm(
                ROW_MAJOR,
                form(a),
                form(b),
                c.rows(),
                c.columns(),
                inner,
                1f,
                floatA.at(a),
                leading(a),
                floatB.at(b),
                leading(b),
                beta,
                floatC.at(c),
                leading(c));
    }

    /** C ← A·B + βC in float64. */
    void multiplyDoubles(Matrix a, Matrix b, int inner, double beta, Matrix c) {
        openblas_nolapack.cblas_dgemm(
                ROW_MAJOR,
                form(a),
                form(b),
                c.rows(),
                c.columns(),
                inner,
                1,
                doubleA.at(a),
                leading(a),
                doubleB.at(b),
                leading(b),
                beta,
                doubleC.at(c),
                leading(c));
    }

    private static int form(Matrix matrix) {
        return matrix.form() == Matrix.Form.PLAIN ? PLAIN : TRANSPOSED;
    }

    private static int leading(Matrix matrix) {
        return Math.max(1, matrix.stride());
    }

    private static final class DoubleCursor extends DoublePointer {
        private DoubleCursor() {
            super((Pointer) null);
        }

        DoubleCursor at(Matrix matrix) {
            address = matrix.region().address(matrix.offset());
            return this;
        }
    }
}
