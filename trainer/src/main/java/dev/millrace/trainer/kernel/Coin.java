package dev.millrace.trainer.kernel;

/**
 * Random numbers of 31 bits that are functions of a key, a row and a column. A row's two seeds come from SplitMix64
 * (Steele et al. 2014), its elements from a mixer of two multiplications, the second seed in between, so that rows are
 * not shifts of each other.
 */
public final class Coin {
    /** What a column is multiplied with. */
    public static final int COLUMN = 0x9e3779b9;
    /** The factor before the second seed. */
    public static final int FIRST = 0x21f0aaad;
    /** The factor after it. */
    public static final int SECOND = 0x735a2d97;
    /** How far the number is shifted before the first factor. */
    public static final int HIGH = 16;
    /** How far it is shifted after each factor. */
    public static final int LOW = 15;

    private static final double SIDES = 0x1p31;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Coin() {}

    /** Both seeds of a row, 32 bits each. */
    static long seeds(long key, int row) {
        long z = key + GOLDEN * (row + 1L);
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    static int first(long seeds) {
        return (int) (seeds >>> Integer.SIZE);
    }

    static int second(long seeds) {
        return (int) seeds;
    }

    /** The least number that is kept when a share of them is not. */
    static int threshold(double share) {
        return (int) Math.min(Math.round(share * SIDES), Integer.MAX_VALUE);
    }

    /** The number of a column, 0 … 2³¹ − 1. */
    static int toss(int a, int b, int column) {
        int h = column * COLUMN + a;
        h = (h ^ h >>> HIGH) * FIRST ^ b;
        h = (h ^ h >>> LOW) * SECOND;
        return (h ^ h >>> LOW) >>> 1;
    }
}
