package dev.millrace.trainer.kernel;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;

/** oneDNN's single-precision product, where the library loads: it needs {@code libOpenCL.so.1} on the machine. */
final class OneDnn {
    private static final byte PLAIN = 'N';
    private static final byte TRANSPOSED = 'T';

    private OneDnn() {}

    /** Loads the library; what keeps it from loading, empty when nothing does. */
    static String load() {
        try {
            Loader.load(dnnl.class);
            return "";
        } catch (LinkageError e) {
            return String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse(e.getClass().getSimpleName());
        }
    }

    static void multiply(
            Matrix a, Matrix b, int inner, float beta, Matrix c, FloatPointer x, FloatPointer y, FloatPointer z) {
        int status = dnnl.dnnl_sgemm(
                form(a),
                form(b),
                c.rows(),
                c.columns(),
                inner,
                1f,
                x,
                Math.max(1, a.stride()),
                y,
                Math.max(1, b.stride()),
                beta,
                z,
                Math.max(1, c.stride()));
        if (status != dnnl.dnnl_success) {
            throw new IllegalStateException("oneDNN refuses a product: status " + status);
        }
    }

    private static byte form(Matrix matrix) {
        return matrix.form() == Matrix.Form.PLAIN ? PLAIN : TRANSPOSED;
    }
}
