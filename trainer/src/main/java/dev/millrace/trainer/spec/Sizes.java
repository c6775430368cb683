package dev.millrace.trainer.spec;

/** What every size must be. */
final class Sizes {
    private static final int MOST_ELEMENTS = Integer.MAX_VALUE / Float.BYTES;

    private Sizes() {}

    static void positive(String key, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("Invalid " + key + ": " + value + " (must be > 0)");
        }
    }

    /** A tensor of width × other must be addressable by bytes. */
    static void tensor(String key, int width, long other) {
        if (width * other > MOST_ELEMENTS) {
            throw new IllegalArgumentException("Invalid " + key + ": " + width + " makes a tensor of " + width * other
                    + " elements (must be at most " + MOST_ELEMENTS + ")");
        }
    }

    static int headWidth(int width, int heads) {
        positive("width", width);
        positive("heads", heads);
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "Invalid width: " + width + " (must be a multiple of the " + heads + " heads)");
        }
        return width / heads;
    }
}
