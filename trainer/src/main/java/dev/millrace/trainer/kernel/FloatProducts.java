package dev.millrace.trainer.kernel;

import org.nd4j.linalg.api.buffer.DataType;

/** C ← A·B + βC in float32, on the calling thread alone. An instance serves one thread. */
interface FloatProducts {
    /** For the log: what multiplies. */
    String description();

    /** As {@link Kernels#operandType}. */
    default DataType operandType() {
        return DataType.FLOAT;
    }

    /** As {@link Kernels#operand}. */
    default Matrix operand(String place, Matrix x) {
        return x;
    }

    /**
     * Multiplies matrices that fit together.
     *
     * @param inner columns of A, rows of B as the product reads them; &gt; 0, as are the rows and columns of C
     */
    void multiply(Matrix a, Matrix b, int inner, float beta, Matrix c);
}
