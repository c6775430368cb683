package dev.millrace.pipeline.extract;

import java.io.Serializable;

/**
 * Settings of main-text extraction.
 *
 * @param preset how doubtful blocks are decided
 * @param format how the main text is written
 * @param maxBytes longest payload that is parsed
 * @param maxNodes most elements and texts of a page, and most tags that open or that close
 * @param minCharacters shortest main text, without white space; shorter ones are rejected
 */
public record ExtractSettings(Preset preset, TextFormat format, long maxBytes, int maxNodes, int minCharacters)
        implements Serializable {
    public ExtractSettings {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("Invalid maxBytes: " + maxBytes + " (must be > 0)");
        }
        if (maxNodes <= 0) {
            throw new IllegalArgumentException("Invalid maxNodes: " + maxNodes + " (must be > 0)");
        }
        if (minCharacters <= 0) {
            throw new IllegalArgumentException("Invalid minCharacters: " + minCharacters + " (must be > 0)");
        }
    }

    /** BALANCED, plain text, 10 MiB, 500,000 nodes, at least 1 character. */
    public static ExtractSettings defaults() {
        return new ExtractSettings(Preset.BALANCED, TextFormat.TEXT, 10L << 20, 250_000, 1);
    }
}
