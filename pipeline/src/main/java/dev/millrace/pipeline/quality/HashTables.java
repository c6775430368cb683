package dev.millrace.pipeline.quality;

/** Sizes of tables with open addressing. */
final class HashTables {
    /** Above so many slots a table is not kept for what needs far fewer. */
    private static final int LARGE = 1 << 22;

    private static final int LARGEST = 1 << 28;

    private HashTables() {}

    /** A power of two, so that a third to two thirds of the slots are taken. */
    static int slots(int entries) {
        long wanted = Math.max(entries, 8) * 3L / 2;
        return (int) Math.min(Long.highestOneBit(wanted) * 2, LARGEST);
    }

    static boolean tooLarge(int slots, int wanted) {
        return slots > LARGE && wanted < LARGE / 8;
    }
}
