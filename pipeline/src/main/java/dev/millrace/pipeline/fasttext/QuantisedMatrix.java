package dev.millrace.pipeline.fasttext;

/** Rows as codes of centroids, each scaled by a quantised norm where the model has norms. */
@SuppressWarnings("ArrayRecordComponent") // weights; never compared
record QuantisedMatrix(int rows, byte[] codes, ProductQuantiser quantiser, byte[] normCodes, float[] norms)
        implements Matrix {
    @Override
    public void addTo(float[] sum, int row) {
        float norm = norm(row);
        float[] centroids = quantiser.centroids();
        int parts = quantiser.parts();
        int at = 0;
        for (int part = 0; part < parts; part++) {
            int from = quantiser.start(part, codes[row * parts + part] & 0xff);
            int width = quantiser.widthOf(part);
            for (int i = 0; i < width; i++) {
                sum[at++] += norm * centroids[from + i];
            }
        }
    }

    @Override
    public float dot(float[] vector, int row) {
        float[] centroids = quantiser.centroids();
        int parts = quantiser.parts();
        float dot = 0;
        int at = 0;
        for (int part = 0; part < parts; part++) {
            int from = quantiser.start(part, codes[row * parts + part] & 0xff);
            int width = quantiser.widthOf(part);
            for (int i = 0; i < width; i++) {
                dot += vector[at++] * centroids[from + i];
            }
        }
        return dot * norm(row);
    }

    private float norm(int row) {
        return normCodes.length == 0 ? 1 : norms[normCodes[row] & 0xff];
    }
}
