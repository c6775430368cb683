package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.normalizer.NormalizedText;
import java.util.Arrays;

/** A normalised text and the words that it has been split into so far, in their order. Not thread-safe. */
public final class Words {
    private final NormalizedText text;
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int[] oldStarts = new int[256];
    private int[] oldEnds = new int[256];
    private int size;

    public Words(NormalizedText text) {
        this.text = text;
        reset();
    }

    /** Splits one word. */
    @FunctionalInterface
    public interface Splitter {

        /**
         * Tells the parts of a word by {@link Words#add}, in their order; what no part has is left out.
         *
         * @param utf8 holds the word
         * @param from its first byte
         * @param to after its last
         */
        void split(byte[] utf8, int from, int to, Words out);
    }

    /** Writes one word anew. */
    @FunctionalInterface
    public interface Editor {

        /**
         * Takes all characters of a word.
         *
         * @param utf8 holds the word
         * @param from its first byte, where the rewrite stands
         * @param to after its last, where the rewrite must stand in the end
         */
        void edit(byte[] utf8, int from, int to, NormalizedText.Rewrite rewrite);
    }

    /** Makes the text, as it now is, one word; none if it is empty. */
    public void reset() {
        size = 0;
        add(0, text.length());
    }

    public NormalizedText text() {
        return text;
    }

    /** Number of words. */
    public int size() {
        return size;
    }

    /** First byte of a word in the text. */
    public int start(int word) {
        return starts[word];
    }

    /** Byte after a word's last. */
    public int end(int word) {
        return ends[word];
    }

    /** Puts the parts of each word in its place. */
    public void splitEach(Splitter splitter) {
        int old = size;
        swap();
        size = 0;
        byte[] utf8 = text.utf8();
        for (int word = 0; word < old; word++) {
            splitter.split(utf8, oldStarts[word], oldEnds[word], this);
        }
    }

    /** Writes each word anew; what lies between words is dropped. */
    public void editEach(Editor editor) {
        int old = size;
        swap();
        size = 0;
        byte[] utf8 = text.utf8();
        NormalizedText.Rewrite rewrite = text.rewrite();
        for (int word = 0; word < old; word++) {
            rewrite.dropTo(oldStarts[word]);
            rewrite.startWord();
            int start = rewrite.written();
            editor.edit(utf8, oldStarts[word], oldEnds[word], rewrite);
            add(start, rewrite.written());
        }
        rewrite.finishHere();
    }

    /** Adds a part of the word that is being split; nothing if it is empty. */
    public void add(int start, int end) {
        if (start == end) {
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        starts[size] = start;
        ends[size++] = end;
    }

    private void swap() {
        int[] old = oldStarts;
        oldStarts = starts;
        starts = old;
        old = oldEnds;
        oldEnds = ends;
        ends = old;
    }
}
