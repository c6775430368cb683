package dev.millrace.tokenizer.charlevel;

import java.util.Arrays;
import java.util.List;

/** Id of each character; pages of 256 code points, only those that hold one. */
final class CodePointIds {
    static final int NONE = -1;
    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;

    private final int[][] pages = new int[(Character.MAX_CODE_POINT + 1) >> PAGE_BITS][];

    /** @param tokens by id; those that are not one character are left out */
    CodePointIds(List<String> tokens) {
        int[] empty = new int[PAGE];
        Arrays.fill(empty, NONE);
        Arrays.fill(pages, empty);
        for (int id = 0; id < tokens.size(); id++) {
            String token = tokens.get(id);
            if (!token.isEmpty() && token.codePointCount(0, token.length()) == 1) {
                int codePoint = token.codePointAt(0);
                int number = codePoint >> PAGE_BITS;
                pages[number] = pages[number] == empty ? empty.clone() : pages[number];
                pages[number][codePoint & (PAGE - 1)] = id;
            }
        }
    }

    /** The character's id, or {@link #NONE}. */
    int id(int codePoint) {
        return pages[codePoint >> PAGE_BITS][codePoint & (PAGE - 1)];
    }
}
