package dev.millrace.trainer.kernel;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.buffer.DataType;

/** Float32 products by oneDNN, where its library loads. */
final class OneDnn implements FloatProducts {
    private static final byte PLAIN = 'N';
    private static final byte TRANSPOSED = 'T';
    private static final String MISSING = load();

    /** From so many multiplications on, a transposed A is read faster by a primitive than by the classic call. */
    private static final long LARGE = 1L << 26;

    private static final int WIDE = 4;

    /** Rows of fewer elements in all are read where they are, with gaps between them: a copy costs what it saves. */
    private static final long WORTH_COPYING = 1L << 15;

    private final Primitives primitives = new Primitives(Precision.FLOAT32);
    private final FloatCursor left = new FloatCursor();
    private final FloatCursor right = new FloatCursor();
    private final FloatCursor result = new FloatCursor();
    private final Map<String, Slab> kept = new HashMap<>();

    /** What keeps the library from loading; empty where it is loaded. */
    static String missing() {
        return MISSING;
    }

    @Override
    public String description() {
        return "oneDNN";
    }

    @Override
    public Matrix operand(String place, Matrix x) {
        if (x.isDense() || (long) x.rows() * x.columns() < WORTH_COPYING) {
            return x;
        }
        SingleThread.claim();
        Matrix dense =
                kept.computeIfAbsent(place, name -> new Slab(DataType.FLOAT)).matrix(x.rows(), x.columns());
        primitives.copy(x, left.at(x), right.at(dense));
        return x.form() == Matrix.Form.PLAIN ? dense : dense.transposed();
    }

    @Override
    public void multiply(Matrix a, Matrix b, int inner, float beta, Matrix c) {
        SingleThread.claim();
        if (isTall(a, c) && (long) c.rows() * c.columns() * inner >= LARGE) {
            Primitives.Shape shape =
                    Primitives.Shape.of(Primitives.Operand.of(a), Primitives.Operand.of(b), inner, beta, c);
            primitives.multiply(shape, left.at(a), right.at(b), result.at(c));
            return;
        }
        check(dnnl.dnnl_sgemm(
                form(a),
                form(b),
                c.rows(),
                c.columns(),
                inner,
                1f,
                left.at(a),
                Math.max(1, a.stride()),
                right.at(b),
                Math.max(1, b.stride()),
                beta,
                result.at(c),
                Math.max(1, c.stride())));
    }

    /** Of what the classic call is slow at: sums over the rows of a matrix into one that is not wide. */
    private static boolean isTall(Matrix a, Matrix c) {
        return a.form() == Matrix.Form.TRANSPOSED && c.columns() < WIDE * c.rows();
    }

    private static void check(int status) {
        if (status != dnnl.dnnl_success) {
            throw new IllegalStateException("oneDNN refuses a product: status " + status);
        }
    }

    private static byte form(Matrix matrix) {
        return matrix.form() == Matrix.Form.PLAIN ? PLAIN : TRANSPOSED;
    }

    private static String load() {
        try {
            provideOpenCl();
            Loader.load(dnnl.class);
            return "";
        } catch (IOException | LinkageError e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
        }
    }

    /** The machine's own OpenCL where there is one. */
    private static void provideOpenCl() throws IOException {
        if (!OpenClStandIn.fits(System.getProperty("os.name"), System.getProperty("os.arch"))) {
            return;
        }
        try {
            Loader.loadGlobal(OpenClStandIn.NAME);
        } catch (UnsatisfiedLinkError e) {
            OpenClStandIn.load();
        }
    }
}
