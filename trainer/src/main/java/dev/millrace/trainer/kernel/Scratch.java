package dev.millrace.trainer.kernel;

import java.util.Arrays;

/** Arrays for rows, each with room for whole vectors behind its last element. */
final class Scratch {
    private static final int ROWS = 7;

    private final float[][] rows = new float[ROWS][0];
    private float[] zeros = new float[0];

    /** Row i for at least so many elements, as it was left. */
    float[] row(int i, int columns) {
        if (rows[i].length < columns + RowMath.ROOM) {
            rows[i] = new float[columns + RowMath.ROOM];
        }
        return rows[i];
    }

    /** Row i, its elements 0. */
    float[] cleared(int i, int columns) {
        float[] row = row(i, columns);
        Arrays.fill(row, 0, columns, 0);
        return row;
    }

    /** Elements that are 0; to be read only. */
    float[] zeros(int columns) {
        if (zeros.length < columns + RowMath.ROOM) {
            zeros = new float[columns + RowMath.ROOM];
        }
        return zeros;
    }
}
