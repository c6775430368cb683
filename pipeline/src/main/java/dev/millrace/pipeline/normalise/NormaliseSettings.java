package dev.millrace.pipeline.normalise;

import java.io.Serializable;

/**
 * Settings of text normalisation.
 *
 * @param composition Unicode form to bring text into
 * @param maxBlankLines longest run of blank lines that stays
 * @param collapseSpaces whether runs of spaces and tabs within a line become one space; indentation always stays
 * @param repairMojibake whether UTF-8 that was misread as a single-byte encoding is read again ("â€™" becomes "’")
 * @param unescapeEntities whether left-over HTML character references become their characters
 */
public record NormaliseSettings(
        Composition composition,
        boolean repairMojibake,
        int maxBlankLines,
        boolean collapseSpaces,
        boolean unescapeEntities)
        implements Serializable {

    /** Unicode normalisation form. */
    public enum Composition {
        NONE,
        NFC,
        NFKC
    }

    public NormaliseSettings {
        if (maxBlankLines < 0) {
            throw new IllegalArgumentException("Invalid maxBlankLines: " + maxBlankLines + " (must be >= 0)");
        }
    }

    /** NFC, mojibake repaired, one blank line, spaces collapsed, entities unescaped. */
    public static NormaliseSettings defaults() {
        return new NormaliseSettings(Composition.NFC, true, 1, true, true);
    }
}
