package dev.millrace.pipeline.pack;

import java.io.Serializable;

/**
 * Layout of the token shards.
 *
 * @param context tokens that a model sees; a sequence has one more
 * @param bins into which a split's training documents are dealt by hash; each bin is packed by itself. More bins pack
 *     in parallel; each leaves one short sequence
 * @param shards files of the training split; validation and test have one each
 * @param endOfText where documents end in the sequences
 */
public record PackSettings(int context, int bins, int shards, EndOfText endOfText) implements Serializable {
    private static final int LONGEST = 1 << 20;

    /** Whether the end of a document is a token. */
    public enum EndOfText {
        /** An end-of-text token follows every document, and every piece that a document is cut into. */
        EACH_DOCUMENT,
        /** Documents follow each other without one; the last sequence of a bin is still filled with it. */
        NONE
    }

    public PackSettings {
        if (context < 1 || context > LONGEST) {
            throw new IllegalArgumentException("Invalid context: " + context + " (must be 1 to " + LONGEST + ")");
        }
        if (bins < 1) {
            throw new IllegalArgumentException("Invalid bins: " + bins + " (must be > 0)");
        }
        if (shards < 1) {
            throw new IllegalArgumentException("Invalid shards: " + shards + " (must be > 0)");
        }
    }
}
