package dev.millrace.tokenizer.sentencepiece;

import java.io.Serializable;

/**
 * What happens to spaces once the rules are applied.
 *
 * @param dummyPrefix whether a text gets a space of its own, so that its first word looks like any other
 * @param removeExtra whether spaces at the beginning and the end vanish, and several in a row become one
 * @param escape whether a space is written as ▁
 * @param suffix whether a space belongs to the word before it; the text's own space then comes last
 */
public record WhiteSpace(boolean dummyPrefix, boolean removeExtra, boolean escape, boolean suffix)
        implements Serializable {

    /** As SentencePiece does it unless told otherwise. */
    public static WhiteSpace usual() {
        return new WhiteSpace(true, true, true, false);
    }
}
