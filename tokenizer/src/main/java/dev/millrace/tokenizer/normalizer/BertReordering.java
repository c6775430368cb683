package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.Utf8;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * BERT's normaliser where accents are dropped and marks stay that must be put in canonical order: each run of marks is
 * sorted by class, and the sorted marks take the places of the run's characters one after the other.
 */
final class BertReordering {
    private static final int INDEX_BITS = 31;
    private static final long INDICES = (1L << INDEX_BITS) - 1;

    private final NormalizedText text;
    private final NormalizedText.Rewrite rewrite;
    private final Known parts;
    private final Known finished; // a part's class, then what becomes of it
    private int[] run = new int[64]; // a part, or its complement if it is not its character's first
    private int[] classes = new int[64];
    private int size;

    private BertReordering(NormalizedText text, BertCharacters characters) {
        this.text = text;
        rewrite = text.rewrite();
        parts = new Known(codePoint -> characters.parts(codePoint).toArray());
        finished = new Known(part -> {
            int[] all = characters.finished(part).toArray();
            int[] itsClass = {BertCharacters.combiningClass(part)};
            return concatenated(itsClass, all);
        });
    }

    static void normalize(NormalizedText text, BertCharacters characters) {
        BertReordering reordering = new BertReordering(text, characters);
        byte[] utf8 = text.utf8();
        for (int at = 0; at < text.length(); at += Utf8.length(utf8[at])) {
            int[] parts = reordering.parts.of(Utf8.codePoint(utf8, at));
            for (int i = 0; i < parts.length; i++) {
                int combiningClass = reordering.finished.of(parts[i])[0];
                if (combiningClass == 0) {
                    reordering.writeRun();
                }
                reordering.add(i == 0 ? parts[i] : ~parts[i], combiningClass);
            }
        }
        reordering.writeRun();
        reordering.rewrite.finishHere();
    }

    private void add(int part, int combiningClass) {
        if (size == run.length) {
            run = Arrays.copyOf(run, 2 * size);
            classes = Arrays.copyOf(classes, 2 * size);
        }
        run[size] = part;
        classes[size++] = combiningClass;
    }

    /** Writes the character that stays in its place and the marks that follow it. */
    private void writeRun() {
        if (!isOrdered()) {
            long[] order = new long[size];
            for (int i = 0; i < size; i++) {
                order[i] = (long) classes[i] << INDEX_BITS | i;
            }
            Arrays.sort(order);
            int[] ordered = new int[size];
            for (int i = 0; i < size; i++) {
                ordered[i] = run[(int) (order[i] & INDICES)];
            }
            System.arraycopy(ordered, 0, run, 0, size);
        }
        for (int i = 0; i < size; i++) {
            write(run[i]);
        }
        size = 0;
    }

    private boolean isOrdered() {
        for (int i = 1; i < size; i++) {
            if (classes[i] < classes[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private void write(int part) {
        boolean takesPlace = part >= 0;
        int[] all = finished.of(takesPlace ? part : ~part);
        if (takesPlace) {
            skipDropped();
            if (all.length == 1) {
                rewrite.drop();
            }
        }
        for (int i = 1; i < all.length; i++) {
            if (takesPlace && i == 1) {
                rewrite.replace(all[i]);
            } else {
                rewrite.insert(all[i]);
            }
        }
    }

    private void skipDropped() {
        while (parts.of(Utf8.codePoint(text.utf8(), rewrite.at())).length == 0) {
            rewrite.drop();
        }
    }

    private static int[] concatenated(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** What was found out of characters lately. */
    private static final class Known {
        private static final int SLOTS = 1 << 10;

        private final IntFunction<int[]> source;
        private final int[][] values = new int[SLOTS][];
        private final int[] codePoints = new int[SLOTS];

        Known(IntFunction<int[]> source) {
            this.source = source;
        }

        int[] of(int codePoint) {
            int slot = codePoint & (SLOTS - 1);
            if (values[slot] == null || codePoints[slot] != codePoint) {
                values[slot] = source.apply(codePoint);
                codePoints[slot] = codePoint;
            }
            return values[slot];
        }
    }
}
