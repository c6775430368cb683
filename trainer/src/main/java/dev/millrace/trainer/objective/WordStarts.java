package dev.millrace.trainer.objective;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Which ids begin a word; the others go on with the one before.
 *
 * @param bits by id, 64 to an element
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its own equals
public record WordStarts(long[] bits) implements Serializable {

    /** Every id is a word. */
    public static WordStarts everywhere(int vocabularySize) {
        return of(vocabularySize, id -> true);
    }

    /** Those ids that the predicate says. */
    public static WordStarts of(int vocabularySize, IntPredicate begins) {
        BitSet set = new BitSet(vocabularySize);
        for (int id = 0; id < vocabularySize; id++) {
            set.set(id, begins.test(id));
        }
        return new WordStarts(set.toLongArray());
    }

    boolean contains(int id) {
        int element = id >> 6;
        return element < bits.length && (bits[element] >>> (id & 63) & 1) != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordStarts that && Arrays.equals(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return Arrays.stream(bits).map(Long::bitCount).sum() + " ids that begin a word";
    }
}
