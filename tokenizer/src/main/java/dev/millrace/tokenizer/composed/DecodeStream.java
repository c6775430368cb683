package dev.millrace.tokenizer.composed;

import dev.millrace.tokenizer.encoding.SpecialTokens;
import java.util.Arrays;

/**
 * Decodes ids as they come, such as those that a model generates: characters are given as soon as all their bytes are
 * there. The pieces, joined, are the text of all ids, but for an unfinished character at the end. Not thread-safe.
 */
public final class DecodeStream {
    private static final char REPLACEMENT = '\ufffd';
    /** A character that is not finished after so many ids never will be. */
    private static final int LONGEST_WAIT = 16;

    private final ComposedTokenizer tokenizer;
    private final SpecialTokens special;
    // ids whose text has been given, as far as the next ones' depends on them, and those that wait
    private int[] ids = new int[0];
    private int given;
    private String givenText = "";

    DecodeStream(ComposedTokenizer tokenizer, SpecialTokens special) {
        this.tokenizer = tokenizer;
        this.special = special;
    }

    /** The text that this id completes; empty if it does none. */
    public String next(int id) {
        ids = Arrays.copyOf(ids, ids.length + 1);
        ids[ids.length - 1] = id;
        String text = tokenizer.decode(ids, special);
        boolean unfinished =
                !text.isEmpty() && text.charAt(text.length() - 1) == REPLACEMENT && ids.length - given < LONGEST_WAIT;
        if (unfinished || text.length() <= givenText.length()) {
            return "";
        }
        String piece = text.substring(givenText.length());
        // what was given before the last piece tells no more about the next
        ids = Arrays.copyOfRange(ids, given, ids.length);
        given = ids.length;
        givenText = tokenizer.decode(ids, special);
        return piece;
    }
}
