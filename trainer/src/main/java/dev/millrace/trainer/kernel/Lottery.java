package dev.millrace.trainer.kernel;

/**
 * What dropout keeps: an element (r, j) of a key, when a hash of the three is at least the share that is dropped. The
 * hash is the finaliser of MurmurHash3, on 32 bits so that the compiler makes vector instructions of it.
 */
final class Lottery {
    private static final int GOLDEN = 0x9e3779b9;

    private final int key;
    private final int rowKey;
    private final int threshold;
    private final float scale;

    /** @param rate share that is dropped, 0 to below 1 */
    Lottery(long key, double rate) {
        this.key = (int) key;
        this.rowKey = (int) (key >>> Integer.SIZE);
        this.threshold = (int) Math.round(rate * 0x1p31);
        this.scale = (float) (1 / (1 - rate));
    }

    /** Whether an element is kept. */
    boolean keeps(int row, int column) {
        return mix(start(row) + column * GOLDEN) >>> 1 >= threshold;
    }

    /** Factor of what is kept. */
    double scale() {
        return scale;
    }

    /** x_j ← scale·x_j where it is kept, else 0. */
    void apply(float[] x, int m, int row) {
        int start = start(row);
        for (int j = 0; j < m; j++) {
            x[j] = mix(start + j * GOLDEN) >>> 1 >= threshold ? x[j] * scale : 0f;
        }
    }

    private int start(int row) {
        return mix(mix(row * GOLDEN + rowKey) + key);
    }

    private static int mix(int value) {
        int h = (value ^ value >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
