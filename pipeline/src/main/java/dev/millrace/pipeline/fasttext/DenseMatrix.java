package dev.millrace.pipeline.fasttext;

/** Rows of floats, one after the other. */
@SuppressWarnings("ArrayRecordComponent") // weights; never compared
record DenseMatrix(int rows, int columns, float[] values) implements Matrix {
    @Override
    public void addTo(float[] sum, int row) {
        int from = row * columns;
        for (int i = 0; i < columns; i++) {
            sum[i] += values[from + i];
        }
    }

    @Override
    public float dot(float[] vector, int row) {
        int from = row * columns;
        float dot = 0;
        for (int i = 0; i < columns; i++) {
            dot += values[from + i] * vector[i];
        }
        return dot;
    }
}
