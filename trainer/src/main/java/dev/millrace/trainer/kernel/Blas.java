package dev.millrace.trainer.kernel;

import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/** C ← A·B + βC through the OpenBLAS that ND4J bundles, on one thread. */
final class Blas {
    private static final int ROW_MAJOR = openblas_nolapack.CblasRowMajor;
    private static final int PLAIN = openblas_nolapack.CblasNoTrans;
    private static final int TRANSPOSED = openblas_nolapack.CblasTrans;

    static {
        // the workers share the cores among themselves; BLAS threads below them would only contend
        Nd4j.getBlasWrapper().level3();
        org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads(1);
    }

    private static final boolean ONEDNN =
            !Boolean.getBoolean("millrace.openblas") && OneDnn.load().isEmpty();

    private final Optional<Bfloat16> bfloat16;
    private final FloatCursor floatA = new FloatCursor();
    private final FloatCursor floatB = new FloatCursor();
    private final FloatCursor floatC = new FloatCursor();
    private final DoubleCursor doubleA = new DoubleCursor();
    private final DoubleCursor doubleB = new DoubleCursor();
    private final DoubleCursor doubleC = new DoubleCursor();

    Blas(Precision precision) {
        bfloat16 = precision == Precision.BFLOAT16 ? Optional.of(new Bfloat16()) : Optional.empty();
    }

    void multiplyFloats(Matrix a, Matrix b, float beta, Matrix c) {
        int inner = inner(a, b, c);
        if (c.rows() == 0 || c.columns() == 0) {
            return;
        }
        SingleThread.claim();
        if (bfloat16.isPresent() && Bfloat16.isWorthwhile(c, inner)) {
            bfloat16.get().multiply(a, b, inner, beta, c, floatA.at(a), floatB.at(b), floatC.at(c));
            return;
        }
        if (ONEDNN) {
            OneDnn.multiply(a, b, inner, beta, c, floatA.at(a), floatB.at(b), floatC.at(c));
            return;
        }
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

    void multiplyDoubles(Matrix a, Matrix b, double beta, Matrix c) {
        int inner = inner(a, b, c);
        if (c.rows() == 0 || c.columns() == 0) {
            return;
        }
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

    private static int inner(Matrix a, Matrix b, Matrix c) {
        boolean flipA = a.form() == Matrix.Form.TRANSPOSED;
        boolean flipB = b.form() == Matrix.Form.TRANSPOSED;
        int inner = flipA ? a.rows() : a.columns();
        if (c.form() != Matrix.Form.PLAIN
                || c.rows() != (flipA ? a.columns() : a.rows())
                || c.columns() != (flipB ? b.rows() : b.columns())
                || inner != (flipB ? b.columns() : b.rows())) {
            throw new IllegalArgumentException(
                    "Invalid product: " + describe(a) + " by " + describe(b) + " into " + describe(c));
        }
        return inner;
    }

    private static String describe(Matrix matrix) {
        return matrix.rows() + " x " + matrix.columns() + (matrix.form() == Matrix.Form.PLAIN ? "" : " transposed");
    }

    private static int form(Matrix matrix) {
        return matrix.form() == Matrix.Form.PLAIN ? PLAIN : TRANSPOSED;
    }

    private static int leading(Matrix matrix) {
        return Math.max(1, matrix.stride());
    }

    /** A pointer that is moved instead of made anew for every product. */
    private static final class FloatCursor extends FloatPointer {
        private FloatCursor() {
            super((Pointer) null);
        }

        FloatCursor at(Matrix matrix) {
            address = ((FloatRegion) matrix.region()).address() + (long) Float.BYTES * matrix.offset();
            return this;
        }
    }

    private static final class DoubleCursor extends DoublePointer {
        private DoubleCursor() {
            super((Pointer) null);
        }

        DoubleCursor at(Matrix matrix) {
            address = ((DoubleRegion) matrix.region()).address() + (long) Double.BYTES * matrix.offset();
            return this;
        }
    }
}
