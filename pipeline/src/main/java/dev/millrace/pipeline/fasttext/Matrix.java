package dev.millrace.pipeline.fasttext;

import java.io.IOException;
import java.io.Serializable;

/** Rows of the model: embeddings, or the weights of the labels. */
sealed interface Matrix extends Serializable permits DenseMatrix, QuantisedMatrix {

    int rows();

    /** {@code sum += row}. */
    void addTo(float[] sum, int row);

    /** {@code row . vector}. */
    float dot(float[] vector, int row);

    static Matrix dense(ModelFile file, int columns) throws IOException {
        int rows = file.size("rows", file.int64("rows"));
        expect(file, columns, file.int64("columns"));
        int size = file.size("matrix", (long) rows * columns);
        return new DenseMatrix(rows, columns, file.floats(size, "matrix"));
    }

    static Matrix quantised(ModelFile file, int columns) throws IOException {
        boolean normed = file.flag("norm flag");
        int rows = file.size("rows", file.int64("rows"));
        expect(file, columns, file.int64("columns"));
        byte[] codes = file.bytes(file.size("codes", Integer.toUnsignedLong(file.int32("codes"))), "codes");
        ProductQuantiser parts = ProductQuantiser.read(file, columns);
        if (codes.length != (long) rows * parts.parts()) {
            throw file.damaged("Invalid codes: " + codes.length + " (must be " + rows + " x " + parts.parts() + ")");
        }
        byte[] normCodes = normed ? file.bytes(rows, "norm codes") : new byte[0];
        float[] norms = normed ? ProductQuantiser.read(file, 1).centroids() : new float[0];
        return new QuantisedMatrix(rows, codes, parts, normCodes, norms);
    }

    private static void expect(ModelFile file, int columns, long stated) throws IOException {
        if (stated != columns) {
            throw file.damaged("Invalid columns: " + stated + " (must be the model's dimension " + columns + ")");
        }
    }
}
