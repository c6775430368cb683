package dev.millrace.trainer.kernel;

/** Rows of float32 matrices on their way into arrays and back. */
final class FloatRows {
    /** Elements that are taken at once at most: several arrays of so many fit the first cache. */
    private static final int PIECE = 2048;

    private FloatRows() {}

    static void load(Matrix matrix, int row, float[] into) {
        load(matrix, row, 0, matrix.columns(), into);
    }

    static void load(Matrix matrix, int row, int column, int count, float[] into) {
        int begin = matrix.row(row) + column;
        if (matrix.region() instanceof Bfloat16Region operand) {
            for (int j = 0; j < count; j++) {
                into[j] = (float) operand.at(begin + j);
            }
            return;
        }
        ((FloatRegion) matrix.region()).values().get(begin, into, 0, count);
    }

    static void store(float[] from, Matrix matrix, int row) {
        store(from, matrix, row, 0, matrix.columns());
    }

    static void store(float[] from, Matrix matrix, int row, int column, int count) {
        ((FloatRegion) matrix.region()).values().put(matrix.row(row) + column, from, 0, count);
    }

    /** How many rows to take at once: a divisor of their number; 1 where rows have gaps between them. */
    static int together(Matrix x, Matrix y, Matrix z) {
        if (!x.isDense() || !y.isDense() || !z.isDense() || x.columns() == 0) {
            return 1;
        }
        int factor = Math.max(1, Math.min(x.rows(), PIECE / x.columns()));
        while (x.rows() % factor != 0) {
            factor--;
        }
        return factor;
    }
}
