package dev.millrace.tokenizer.charsmap;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import dev.millrace.tokenizer.text.CodePointMap;
import dev.millrace.tokenizer.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Extended grapheme clusters of a text in UTF-8: what Unicode takes for one character on the screen. Two characters of
 * which a glance tells that they are apart are not looked up. Not thread-safe.
 *
 * @see <a href="https://www.unicode.org/reports/tr29/">Unicode text segmentation</a>
 */
final class Graphemes {
    private static final BreakIterator PROTOTYPE = BreakIterator.getCharacterInstance(Locale.ROOT);

    private static final int PLAIN = 0; // joins neither way with its like
    private static final int BEGINS = 1; // may join with what follows
    private static final int JOINS = 2; // may join with what is before it, or with both
    private static final CodePointMap KINDS = CodePointMap.of(Graphemes::kind);

    private final BreakIterator iterator = PROTOTYPE.clone();
    private int[] ends = new int[16]; // of the clusters of a stretch looked up, from the end of the text
    private int known;
    private int next;

    private static int kind(int codePoint) {
        return switch (UCharacter.getIntPropertyValue(codePoint, UProperty.GRAPHEME_CLUSTER_BREAK)) {
            case UCharacter.GraphemeClusterBreak.OTHER,
                    UCharacter.GraphemeClusterBreak.CONTROL,
                    UCharacter.GraphemeClusterBreak.CR,
                    UCharacter.GraphemeClusterBreak.LF,
                    UCharacter.GraphemeClusterBreak.LV,
                    UCharacter.GraphemeClusterBreak.LVT -> PLAIN;
            case UCharacter.GraphemeClusterBreak.L,
                    UCharacter.GraphemeClusterBreak.PREPEND,
                    UCharacter.GraphemeClusterBreak.REGIONAL_INDICATOR -> BEGINS;
            default -> JOINS;
        };
    }

    /** Where the cluster that begins at {@code from} ends; to be asked from left to right. */
    int end(byte[] utf8, int from, int to) {
        if (next < known) {
            return ends[next++];
        }
        int end = from + Utf8.length(utf8[from]);
        int left = kindAt(utf8, from);
        boolean stretch = false;
        while (end < to && mayJoin(utf8, end, left)) {
            left = kindAt(utf8, end);
            end += Utf8.length(utf8[end]);
            stretch = true;
        }
        if (!stretch) {
            return end;
        }
        look(utf8, from, end);
        return ends[next++];
    }

    private static boolean mayJoin(byte[] utf8, int at, int left) {
        int right = kindAt(utf8, at);
        return left != PLAIN || right == JOINS || (utf8[at] == '\n' && utf8[at - 1] == '\r');
    }

    private static int kindAt(byte[] utf8, int at) {
        return utf8[at] >= 0 ? PLAIN : KINDS.at(Utf8.codePoint(utf8, at));
    }

    private void look(byte[] utf8, int from, int to) {
        String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
        iterator.setText(text);
        known = 0;
        next = 0;
        int at = from;
        int start = 0;
        for (int end = iterator.next(); end != BreakIterator.DONE; end = iterator.next()) {
            for (int i = start; i < end; i += Character.charCount(text.codePointAt(i))) {
                at += Utf8.length(utf8[at]);
            }
            if (known == ends.length) {
                ends = Arrays.copyOf(ends, 2 * known);
            }
            ends[known++] = at;
            start = end;
        }
    }
}
