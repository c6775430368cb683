package dev.millrace.trainer.kernel;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;

/**
 * C ← A·B + βC with A and B rounded to bfloat16, to nearest even, and sums in float32, by oneDNN's AMX or AVX512_BF16
 * primitives. Both operands are rounded anew for every product: that costs a hundredth of what the product saves.
 */
final class Bfloat16 implements FloatProducts {
    /** Products of fewer multiplications than this gain nothing. */
    private static final long WORTHWHILE = 1L << 19;

    private static final int SUPPORTED = dnnl.dnnl_cpu_isa_avx512_core_bf16;
    private static final int BYTES = Short.BYTES;

    private final FloatProducts exact;
    private final FloatCursor source = new FloatCursor();
    private final Primitives primitives;
    private BytePointer left = new BytePointer();
    private BytePointer right = new BytePointer();

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
    public void multiply(Matrix a, Matrix b, int inner, float beta, Matrix c) {
        if ((long) c.rows() * c.columns() * inner < WORTHWHILE) {
            exact.multiply(a, b, inner, beta, c);
            return;
        }
        SingleThread.claim();
        left = reserve(left, (long) a.rows() * a.columns());
        right = reserve(right, (long) b.rows() * b.columns());
        round(a, left);
        round(b, right);
        Primitives.Shape shape =
                Primitives.Shape.of(Primitives.Operand.dense(a), Primitives.Operand.dense(b), inner, beta, c);
        primitives.multiply(shape, left, right, source.at(c));
    }

    private void round(Matrix matrix, BytePointer to) {
        primitives.round(matrix, source.at(matrix), to);
    }

    private static BytePointer reserve(BytePointer buffer, long elements) {
        if (buffer.capacity() >= elements * BYTES) {
            return buffer;
        }
        buffer.deallocate();
        return new BytePointer(elements * BYTES);
    }
}
