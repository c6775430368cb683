package dev.millrace.tokenizer.characterbpe;

import java.io.Serializable;

/**
 * How words become symbols, by the names of {@code tokenizer.json}; an empty text is none.
 *
 * @param unknown token of characters that have none; without it they vanish
 * @param fusion whether unknown characters side by side are one token
 * @param fallback what a character without a token becomes first
 * @param wholeWords whether a word that is a token as it stands is that token, whatever the merges make of it
 * @param continuingPrefix what the spelling of a word's later characters begins with
 * @param endSuffix what the spelling of a word's last character ends in
 * @param dropout probability with which sampling leaves out a merge, from 0 to 1
 */
public record CharacterBpeSettings(
        String unknown,
        Fusion fusion,
        Fallback fallback,
        WholeWords wholeWords,
        String continuingPrefix,
        String endSuffix,
        double dropout)
        implements Serializable {

    /** Whether unknown characters side by side are one token. */
    public enum Fusion {
        FUSED,
        APART
    }

    /** What a character without a token becomes. */
    public enum Fallback {
        /** The tokens of its bytes, such as {@code <0x0A>}, if each has one. */
        BYTES,
        UNKNOWN
    }

    /** What becomes of words that are tokens as they stand. */
    public enum WholeWords {
        FIRST,
        MERGED
    }

    public CharacterBpeSettings {
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("Invalid dropout: " + dropout + " (must be from 0 to 1)");
        }
    }

    /** Nothing but merges. */
    public static CharacterBpeSettings plain() {
        return new CharacterBpeSettings("", Fusion.APART, Fallback.UNKNOWN, WholeWords.MERGED, "", "", 0);
    }

    /** As SentencePiece's and Llama 2's: bytes for characters without a token. */
    public static CharacterBpeSettings sentencePiece(String unknown) {
        return new CharacterBpeSettings(unknown, Fusion.FUSED, Fallback.BYTES, WholeWords.MERGED, "", "", 0);
    }
}
