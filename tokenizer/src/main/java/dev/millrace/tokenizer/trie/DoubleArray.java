package dev.millrace.tokenizer.trie;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * A trie over bytes in one array of ints. Walk it with {@link #root}, then for each byte the unit at
 * {@code base ^ byte}: it counts if {@link #leads} says so, {@link #next} gives the base after it, and where
 * {@link #ends} a key ends there, whose value is {@code value(units[base])}. The byte 0 is in no key. Immutable.
 *
 * @see <a href="https://github.com/s-yata/darts-clone">Darts-clone</a>
 */
public final class DoubleArray implements Serializable {
    private static final long serialVersionUID = 1;

    /** Units are given out in blocks, so that every base has 256 units. */
    static final int BLOCK = 256;

    static final int LEAF = 1 << 31;
    static final int ENDS = 1 << 8;
    static final int WIDE = 1 << 9;
    static final int LABEL = LEAF | 0xFF;
    private static final int NO_DEPTH = -1;
    private static final int OPEN = -2;

    private final int[] units;

    private DoubleArray(int[] units) {
        this.units = units;
    }

    /**
     * A trie of these keys.
     *
     * @param keys distinct, not empty, ascending as unsigned bytes, without the byte 0
     * @param values from 0, one a key
     * @throws IllegalArgumentException if a key is none of that
     */
    public static DoubleArray of(List<byte[]> keys, int[] values) {
        return new DoubleArray(new DoubleArrayBuilder(keys, values).build());
    }

    /** As {@link #of}, with equal ends of keys stored once: slower to make, smaller where many keys end alike. */
    public static DoubleArray compact(List<byte[]> keys, int[] values) {
        return new DoubleArray(new DoubleArrayBuilder(keys, values).buildCompact());
    }

    /** A trie whose units were stored; what is missing of the last block is filled up. */
    public static DoubleArray ofUnits(int[] units) {
        int whole = Math.max(1, (units.length + BLOCK - 1) / BLOCK) * BLOCK;
        int[] padded = Arrays.copyOf(units, whole);
        // without units there is a root, and nothing below it
        Arrays.fill(padded, Math.max(1, units.length), whole, LEAF);
        return new DoubleArray(padded);
    }

    /** The units themselves, for loops that walk them; not to be changed. */
    public int[] units() {
        return units;
    }

    /** Base before the first byte. */
    public int root() {
        return next(0, units[0]);
    }

    /** Whether the unit at {@code base ^ label} belongs to that base. */
    public static boolean leads(int unit, int label) {
        return (unit & LABEL) == label;
    }

    /** Base after the unit at this place. */
    public static int next(int at, int unit) {
        return at ^ ((unit >>> 10) << ((unit & WIDE) >>> 6));
    }

    /** Whether a key ends with the byte that led to this unit. */
    public static boolean ends(int unit) {
        return (unit & ENDS) != 0;
    }

    /** Value of a key, from the unit at the base after its last byte. */
    public static int value(int unit) {
        return unit & ~LEAF;
    }

    /** Value of exactly this key; −1 if it is none. */
    public int valueOf(byte[] key, int from, int to) {
        int base = root();
        int unit = 0;
        for (int i = from; i < to; i++) {
            int label = key[i] & 0xFF;
            int at = base ^ label;
            if (label == 0 || at >= units.length) {
                return -1;
            }
            unit = units[at];
            if (!leads(unit, label)) {
                return -1;
            }
            base = next(at, unit);
        }
        return from < to && ends(unit) && base < units.length ? value(units[base]) : -1;
    }

    /** Visits every key. */
    public void forEach(Visitor visitor) {
        visit(root(), new byte[deepest()], 0, visitor);
    }

    /** Receives a key, the first {@code length} bytes, which are overwritten after, and its value. */
    @FunctionalInterface
    public interface Visitor {
        void visit(byte[] key, int length, int value);
    }

    private void visit(int base, byte[] key, int length, Visitor visitor) {
        for (int label = 1; label < BLOCK; label++) {
            int at = base ^ label;
            if (at < units.length && leads(units[at], label)) {
                int next = next(at, units[at]);
                key[length] = (byte) label;
                if (ends(units[at])) {
                    visitor.visit(key, length + 1, value(units[next]));
                }
                visit(next, key, length + 1, visitor);
            }
        }
    }

    /**
     * Bytes of the longest key.
     *
     * @throws IllegalArgumentException if units of a stored trie lead in a circle, out of it, or too deep
     */
    public int deepest() {
        int[] depths = new int[units.length];
        Arrays.fill(depths, NO_DEPTH);
        return depth(root(), depths, 0);
    }

    private int depth(int base, int[] depths, int above) {
        if (base >= units.length) {
            throw new IllegalArgumentException("Invalid trie: a unit leads to " + base + ", past its end");
        }
        if (depths[base] == OPEN || above > DoubleArrayBuilder.LONGEST_KEY) {
            throw new IllegalArgumentException("Invalid trie: its units lead in a circle or deeper than "
                    + DoubleArrayBuilder.LONGEST_KEY + " bytes");
        }
        if (depths[base] == NO_DEPTH) {
            depths[base] = OPEN;
            int deepest = 0;
            for (int label = 1; label < BLOCK; label++) {
                int at = base ^ label;
                if (at < units.length && leads(units[at], label)) {
                    int next = next(at, units[at]);
                    deepest = Math.max(deepest, 1 + depth(next, depths, above + 1));
                }
            }
            depths[base] = deepest;
        }
        return depths[base];
    }
}
