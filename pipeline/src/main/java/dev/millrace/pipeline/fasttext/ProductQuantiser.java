package dev.millrace.pipeline.fasttext;

import java.io.IOException;
import java.io.Serializable;

/**
 * Centroids of product quantisation: a row is cut into parts of {@code width} values (the last of {@code last}), and
 * each part is one of 256 centroids.
 */
@SuppressWarnings("ArrayRecordComponent") // weights; never compared
record ProductQuantiser(int parts, int width, int last, float[] centroids) implements Serializable {
    static final int CENTROIDS = 256;

    static ProductQuantiser read(ModelFile file, int columns) throws IOException {
        int dimension = file.int32("quantiser dimension");
        int parts = file.int32("quantiser parts");
        int width = file.int32("quantiser part width");
        int last = file.int32("quantiser last part width");
        if (dimension != columns || parts < 1 || width < 1 || last < 1 || last > width) {
            throw file.damaged("Invalid quantiser: dimension " + dimension + " in " + parts + " parts of " + width
                    + ", the last of " + last + " (must cover " + columns + ")");
        }
        if ((parts - 1L) * width + last != columns) {
            throw file.damaged("Invalid quantiser: " + parts + " parts of " + width + " and " + last + " (must cover "
                    + columns + ")");
        }
        return new ProductQuantiser(parts, width, last, file.floats(columns * CENTROIDS, "centroids"));
    }

    int widthOf(int part) {
        return part == parts - 1 ? last : width;
    }

    /** Where the centroid of a part begins. */
    int start(int part, int code) {
        return part * CENTROIDS * width + code * widthOf(part);
    }
}
