package dev.millrace.tokenizer.regex;

import com.ibm.icu.text.UnicodeSet;
import java.util.Arrays;

/** A set of characters: a bit for each of ASCII, ordered ranges for the rest. */
final class CodePointSet {
    private final long low;
    private final long high;
    private final int[] starts;
    private final int[] ends;

    private CodePointSet(UnicodeSet set) {
        long lowBits = 0;
        long highBits = 0;
        for (int c = 0; c < 0x80; c++) {
            if (set.contains(c)) {
                if (c < Long.SIZE) {
                    lowBits |= 1L << c;
                } else {
                    highBits |= 1L << c;
                }
            }
        }
        low = lowBits;
        high = highBits;
        starts = new int[set.getRangeCount()];
        ends = new int[starts.length];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = set.getRangeStart(i);
            ends[i] = set.getRangeEnd(i);
        }
    }

    static CodePointSet of(UnicodeSet set) {
        return new CodePointSet(set);
    }

    boolean contains(int codePoint) {
        if (codePoint < Long.SIZE) {
            return (low >>> codePoint & 1) != 0;
        }
        if (codePoint < 0x80) {
            return (high >>> codePoint & 1) != 0;
        }
        int found = Arrays.binarySearch(starts, codePoint);
        if (found >= 0) {
            return true;
        }
        int before = -found - 2;
        return before >= 0 && codePoint <= ends[before];
    }
}
