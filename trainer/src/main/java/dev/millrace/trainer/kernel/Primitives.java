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
import org.bytedeco.javacpp.Pointer;

/** oneDNN's primitives for one thread, made once for every shape: products into float32, and copies to bfloat16. */
final class Primitives {
    private final engine processor = new engine(engine.kind.cpu, 0);
    private final stream queue = new stream(processor);
    private final memory.data_type operands;
    private final Map<Shape, Product> products = new HashMap<>();
    private final Map<Rows, Copy> copies = new HashMap<>();

    /** @param precision of A's and B's elements, as they lie in memory */
    Primitives(Precision precision) {
        this.operands = precision == Precision.BFLOAT16 ? memory.data_type.bf16 : memory.data_type.f32;
    }

    /** C ← A·B + βC. */
    void multiply(Shape shape, Pointer a, Pointer b, Pointer c) {
        products.computeIfAbsent(shape, Product::new).run(a, b, c);
    }

    /** Float32 rows at a stride as operands' rows without gaps, to nearest even. */
    void copy(Matrix rows, Pointer from, Pointer to) {
        copies.computeIfAbsent(new Rows(rows.rows(), rows.columns(), rows.stride()), Copy::new)
                .run(from, to);
    }

    private memory.desc rowMajor(long rows, long columns, memory.data_type type, long stride) {
        return new memory.desc(new long[] {rows, columns}, type, new long[] {stride, 1});
    }

    /** How A or B lies in memory. */
    record Operand(Matrix.Form form, int stride) {
        static Operand of(Matrix matrix) {
            return new Operand(matrix.form(), matrix.stride());
        }
    }

    /** What makes a product another. */
    record Shape(int rows, int inner, int columns, Operand left, Operand right, int stride, float beta) {
        static Shape of(Operand a, Operand b, int inner, float beta, Matrix c) {
            return new Shape(c.rows(), inner, c.columns(), a, b, c.stride(), beta);
        }
    }

    private record Rows(int rows, int columns, int stride) {}

    private final class Copy {
        private final memory from;
        private final memory to;
        private final reorder reordering;

        Copy(Rows rows) {
            from = new memory(
                    rowMajor(rows.rows, rows.columns, memory.data_type.f32, rows.stride), processor, new Pointer());
            to = new memory(rowMajor(rows.rows, rows.columns, operands, rows.columns), processor, new Pointer());
            reordering = new reorder(from, to);
        }

        void run(Pointer source, Pointer target) {
            from.set_data_handle(source);
            to.set_data_handle(target);
            reordering.execute(queue, from, to);
        }
    }

    private final class Product {
        private final memory a;
        private final memory b;
        private final memory c;
        private final matmul product;
        private final IntMemoryMap arguments = new IntMemoryMap();

        Product(Shape shape) {
            memory.desc left = operand(shape.rows, shape.inner, shape.left);
            memory.desc right = operand(shape.inner, shape.columns, shape.right);
            memory.desc result = rowMajor(shape.rows, shape.columns, memory.data_type.f32, shape.stride);
            primitive_attr attributes = new primitive_attr();
            if (shape.beta != 0) {
                post_ops after = new post_ops();
                after.append_sum(shape.beta, memory.data_type.undef);
                attributes.set_post_ops(after);
            }
            a = new memory(left, processor, new Pointer());
            b = new memory(right, processor, new Pointer());
            c = new memory(result, processor, new Pointer());
            product =
                    new matmul(new matmul.primitive_desc(new matmul.desc(left, right, result), attributes, processor));
            arguments.put(dnnl.DNNL_ARG_SRC, a);
            arguments.put(dnnl.DNNL_ARG_WEIGHTS, b);
            arguments.put(dnnl.DNNL_ARG_DST, c);
        }

        void run(Pointer left, Pointer right, Pointer result) {
            a.set_data_handle(left);
            b.set_data_handle(right);
            c.set_data_handle(result);
            product.execute(queue, arguments);
        }

        private memory.desc operand(long rows, long columns, Operand operand) {
            long[] strides =
                    operand.form == Matrix.Form.PLAIN ? new long[] {operand.stride, 1} : new long[] {1, operand.stride};
            return new memory.desc(new long[] {rows, columns}, operands, strides);
        }
    }
}
