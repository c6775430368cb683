package dev.millrace.tokenizer.characterbpe;

import java.util.Arrays;

/** Id of a token by the one character that it stands for: pages of 256, made where there are any. */
final class CharacterIds {
    static final int NONE = -1;

    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int[] EMPTY = filled();

    private final int[][] pages = new int[(Character.MAX_CODE_POINT >> PAGE_BITS) + 1][];

    CharacterIds() {
        Arrays.fill(pages, EMPTY);
    }

    void put(int codePoint, int id) {
        int page = codePoint >> PAGE_BITS;
        if (pages[page] == EMPTY) {
            pages[page] = filled();
        }
        pages[page][codePoint & (PAGE - 1)] = id;
    }

    int at(int codePoint) {
        return pages[codePoint >> PAGE_BITS][codePoint & (PAGE - 1)];
    }

    private static int[] filled() {
        int[] page = new int[PAGE];
        Arrays.fill(page, NONE);
        return page;
    }
}
