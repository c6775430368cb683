package dev.millrace.pipeline.pack;

import dev.millrace.tokenizer.shard.PackedSequence;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Packs the documents of one bin, in their order, into sequences of {@code context + 1} tokens. A sequence begins with
 * the last token of the one before it, so that every token but the bin's first is predicted exactly once. The last one
 * is filled with end-of-text tokens. Holds one sequence and one document.
 */
public final class Packer implements Iterator<PackedSequence> {
    private final Iterator<int[]> documents;
    private final int width;
    private final int endOfText;
    private final int[] sequence;
    private final int[] starts;
    private int[] document = new int[0];
    private int taken;
    private int length;
    private int startCount;

    /**
     * @param documents token ids of each document, with its end-of-text token where it has one
     * @param context tokens that a model sees
     * @param endOfText fills the last sequence
     */
    public Packer(Iterator<int[]> documents, int context, int endOfText) {
        this.documents = documents;
        this.width = context + 1;
        this.endOfText = endOfText;
        sequence = new int[width];
        starts = new int[width];
    }

    @Override
    public boolean hasNext() {
        return more();
    }

    @Override
    public PackedSequence next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All documents are packed");
        }
        while (length < width && more()) {
            if (taken == 0) {
                starts[startCount++] = length;
            }
            int count = Math.min(width - length, document.length - taken);
            System.arraycopy(document, taken, sequence, length, count);
            length += count;
            taken += count;
        }
        int[] ids = Arrays.copyOf(sequence, width);
        Arrays.fill(ids, length, width, endOfText);
        PackedSequence packed = new PackedSequence(ids, Arrays.copyOf(starts, startCount), length);
        carryLastToken();
        return packed;
    }

    /** The next sequence overlaps by one token; a document that began there has begun there as well. */
    private void carryLastToken() {
        boolean startsThere = startCount > 0 && starts[startCount - 1] == length - 1;
        sequence[0] = sequence[length - 1];
        length = 1;
        startCount = 0;
        if (startsThere) {
            starts[startCount++] = 0;
        }
    }

    private boolean more() {
        while (taken == document.length && documents.hasNext()) {
            document = documents.next();
            taken = 0;
        }
        return taken < document.length;
    }
}
