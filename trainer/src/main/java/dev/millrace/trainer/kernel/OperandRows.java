package dev.millrace.trainer.kernel;

/** Stores rows that products read, in float32 or rounded to bfloat16. */
final class OperandRows {
    private final RowMath rows;
    private short[] rounded = new short[0];

    OperandRows(RowMath rows) {
        this.rows = rows;
    }

    /** Stores the first elements of an array as a row of a matrix. */
    void store(float[] from, Matrix matrix, int row) {
        if (!(matrix.region() instanceof Bfloat16Region region)) {
            FloatRows.store(from, matrix, row);
            return;
        }
        int columns = matrix.columns();
        if (rounded.length < columns + RowMath.ROOM) {
            rounded = new short[columns + RowMath.ROOM];
        }
        rows.round(from, rounded, columns);
        region.values().put(matrix.row(row), rounded, 0, columns);
    }
}
