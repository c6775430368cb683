package dev.millrace.trainer.kernel;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * C ← A·B + βC with A and B rounded to bfloat16, to nearest even, and sums in float32, by oneDNN's AMX or AVX512_BF16
 * primitives. What was not made an operand before is rounded for the product.
 */
final class Bfloat16 implements FloatProducts {
    /** Products of fewer multiplications than this gain nothing. */
    private static final long WORTHWHILE = 1L << 19;

    /** Matrices of fewer elements are left as they are: their products may be too small to gain. */
    private static final long WORTH_KEEPING = 1L << 14;

    private static final int SUPPORTED = dnnl.dnnl_cpu_isa_avx512_core_bf16;

    private final FloatProducts exact;
    private final FloatCursor source = new FloatCursor();
    private final Primitives primitives;
    private final FloatCursor target = new FloatCursor();
    private final FloatCursor left = new FloatCursor();
    private final FloatCursor right = new FloatCursor();
    private final Slab ownLeft = new Slab(DataType.BFLOAT16);
    private final Slab ownRight = new Slab(DataType.BFLOAT16);
    private final Map<String, Slab> kept = new HashMap<>();

    /**
     * @param exact multiplies what is too small to gain
     * @throws IllegalStateException saying what is missing
     */
    Bfloat16(FloatProducts exact) {
        String missing = missing();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("bfloat16 products need " + missing);
        }
        this.exact = exact;
        this.primitives = new Primitives(Precision.BFLOAT16);
    }

    /** What this machine lacks; empty where it lacks nothing. */
    static String missing() {
        if (!OneDnn.missing().isEmpty()) {
            return "oneDNN, which does not load: " + OneDnn.missing();
        }
        int instructions = dnnl.dnnl_get_effective_cpu_isa();
        return (instructions & SUPPORTED) == SUPPORTED
                ? ""
                : "a processor with AVX512_BF16 or AMX_BF16; oneDNN sees none (instruction set 0x"
                        + Integer.toHexString(instructions) + ")";
    }

    @Override
    public String description() {
        return "oneDNN in bfloat16";
    }

    @Override
    public DataType operandType() {
        return DataType.BFLOAT16;
    }

    @Override
    public Matrix operand(String place, Matrix x) {
        if (!isExact(x) || (long) x.rows() * x.columns() < WORTH_KEEPING) {
            return x;
        }
        SingleThread.claim();
        return rounded(x, kept.computeIfAbsent(place, name -> new Slab(DataType.BFLOAT16)));
    }

    @Override
    public void multiply(Matrix a, Matrix b, int inner, float beta, Matrix c) {
        if (isExact(a) && isExact(b) && (long) c.rows() * c.columns() * inner < WORTHWHILE) {
            exact.multiply(a, b, inner, beta, c);
            return;
        }
        SingleThread.claim();
        Matrix left = isExact(a) ? rounded(a, ownLeft) : a;
        Matrix right = isExact(b) ? rounded(b, ownRight) : b;
        Primitives.Shape shape =
                Primitives.Shape.of(Primitives.Operand.of(left), Primitives.Operand.of(right), inner, beta, c);
        primitives.multiply(shape, this.left.at(left), this.right.at(right), target.at(c));
    }

    private Matrix rounded(Matrix x, Slab place) {
        Matrix rounded = place.matrix(x.rows(), x.columns());
        primitives.copy(x, source.at(x), target.at(rounded));
        return x.form() == Matrix.Form.PLAIN ? rounded : rounded.transposed();
    }

    private static boolean isExact(Matrix matrix) {
        return !(matrix.region() instanceof Bfloat16Region);
    }
}
