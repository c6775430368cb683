package dev.millrace.trainer.kernel;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * C ← A·B + βC with A and B rounded to bfloat16, to nearest even, and sums in float32, by oneDNN's AMX or AVX512_BF16
 * primitives. Both operands are rounded anew for every product: that costs a hundredth of what the product saves.
 * Primitives are kept by shape.
 */
final class Bfloat16 implements FloatProducts {
    /** Products of fewer multiplications than this gain nothing. */
    private static final long WORTHWHILE = 1L << 19;

    private static final int SUPPORTED = dnnl.dnnl_cpu_isa_avx512_core_bf16;
    private static final int BYTES = Short.BYTES;

    private final FloatProducts exact;
    private final FloatCursor source = new FloatCursor();
    private final engine processor;
    private final stream queue;
    private final Map<Shape, Product> products = new HashMap<>();
    private final Map<Rows, Rounding> roundings = new HashMap<>();
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
        this.processor = new engine(engine.kind.cpu, 0);
        this.queue = new stream(processor);
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
        Shape shape = new Shape(
                c.rows(), inner, c.columns(), a.form(), a.columns(), b.form(), b.columns(), c.stride(), beta != 0);
        products.computeIfAbsent(shape, Product::new).run(source.at(c));
    }

    private void round(Matrix matrix, BytePointer to) {
        Rows rows = new Rows(matrix.rows(), matrix.columns(), matrix.stride());
        roundings.computeIfAbsent(rows, Rounding::new).run(source.at(matrix), to);
    }

    private static BytePointer reserve(BytePointer buffer, long elements) {
        if (buffer.capacity() >= elements * BYTES) {
            return buffer;
        }
        buffer.deallocate();
        return new BytePointer(elements * BYTES);
    }

    private static memory.desc rowMajor(long rows, long columns, memory.data_type type, long stride) {
        return new memory.desc(new long[] {rows, columns}, type, new long[] {stride, 1});
    }

    private record Rows(int rows, int columns, int stride) {}

    private record Shape(
            int rows,
            int inner,
            int columns,
            Matrix.Form leftForm,
            int leftStride,
            Matrix.Form rightForm,
            int rightStride,
            int stride,
            boolean adding) {}

    /** Float32 rows at a stride to bfloat16 rows without gaps. */
    private final class Rounding {
        private final memory from;
        private final memory to;
        private final reorder rounding;

        Rounding(Rows rows) {
            from = new memory(
                    rowMajor(rows.rows, rows.columns, memory.data_type.f32, rows.stride), processor, new Pointer());
            to = new memory(
                    rowMajor(rows.rows, rows.columns, memory.data_type.bf16, rows.columns), processor, new Pointer());
            rounding = new reorder(from, to);
        }

        void run(Pointer source, Pointer target) {
            from.set_data_handle(source);
            to.set_data_handle(target);
            rounding.execute(queue, from, to);
        }
    }

    private final class Product {
        private final memory a;
        private final memory b;
        private final memory c;
        private final matmul product;
        private final IntMemoryMap arguments = new IntMemoryMap();

        Product(Shape shape) {
            memory.desc leftShape = operand(shape.rows, shape.inner, shape.leftForm, shape.leftStride);
            memory.desc rightShape = operand(shape.inner, shape.columns, shape.rightForm, shape.rightStride);
            memory.desc result = rowMajor(shape.rows, shape.columns, memory.data_type.f32, shape.stride);
            primitive_attr attributes = new primitive_attr();
            if (shape.adding) {
                post_ops after = new post_ops();
                after.append_sum();
                attributes.set_post_ops(after);
            }
            a = new memory(leftShape, processor, new Pointer());
            b = new memory(rightShape, processor, new Pointer());
            c = new memory(result, processor, new Pointer());
            product = new matmul(
                    new matmul.primitive_desc(new matmul.desc(leftShape, rightShape, result), attributes, processor));
            arguments.put(dnnl.DNNL_ARG_SRC, a);
            arguments.put(dnnl.DNNL_ARG_WEIGHTS, b);
            arguments.put(dnnl.DNNL_ARG_DST, c);
        }

        void run(Pointer target) {
            a.set_data_handle(left);
            b.set_data_handle(right);
            c.set_data_handle(target);
            product.execute(queue, arguments);
        }

        private memory.desc operand(long rows, long columns, Matrix.Form form, long stride) {
            long[] strides = form == Matrix.Form.PLAIN ? new long[] {stride, 1} : new long[] {1, stride};
            return new memory.desc(new long[] {rows, columns}, memory.data_type.bf16, strides);
        }
    }
}
