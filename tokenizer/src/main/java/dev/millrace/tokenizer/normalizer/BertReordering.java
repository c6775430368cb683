package dev.millrace.tokenizer.normalizer;

import dev.millrace.tokenizer.text.Utf8;
import java.util.Arrays;

/**
 * BERT's normaliser where accents are dropped and marks stay that must be put in canonical order: each run of marks is
 * sorted by class, and the sorted marks take the places of the run's characters one after the other.
 */
final class BertReordering {
    private static final int INDEX_BITS = 31;

    private final NormalizedText text;
    private final BertCharacters characters;
    private final NormalizedText.Rewrite rewrite;
    private int[] parts = new int[64]; // a part, or its complement if it is not its character's first
    private int size;

    private BertReordering(NormalizedText text, BertCharacters characters) {
        this.text = text;
        this.characters = characters;
        rewrite = text.rewrite();
    }

    static void normalize(NormalizedText text, BertCharacters characters) {
        BertReordering reordering = new BertReordering(text, characters);
        byte[] utf8 = text.utf8();
        for (int at = 0; at < text.length(); at += Utf8.length(utf8[at])) {
            int[] parts = characters.parts(Utf8.codePoint(utf8, at)).toArray();
            for (int i = 0; i < parts.length; i++) {
                if (BertCharacters.combiningClass(parts[i]) == 0) {
                    reordering.writeRun();
                }
                reordering.add(i == 0 ? parts[i] : ~parts[i]);
            }
        }
        reordering.writeRun();
        reordering.rewrite.finishHere();
    }

    private void add(int part) {
        if (size == parts.length) {
            parts = Arrays.copyOf(parts, 2 * size);
        }
        parts[size++] = part;
    }

    /** Writes the character that stays in its place and the marks that follow it. */
    private void writeRun() {
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            long combiningClass = BertCharacters.combiningClass(codePoint(parts[i]));
            order[i] = combiningClass << INDEX_BITS | i;
        }
        Arrays.sort(order);
        for (long entry : order) {
            int part = parts[(int) (entry & ((1L << INDEX_BITS) - 1))];
            write(characters.finished(codePoint(part)).toArray(), part >= 0);
        }
        size = 0;
    }

    private void write(int[] finished, boolean takesPlace) {
        boolean place = takesPlace;
        if (place) {
            skipDropped();
            if (finished.length == 0) {
                rewrite.drop();
            }
        }
        for (int codePoint : finished) {
            if (place) {
                rewrite.replace(codePoint);
                place = false;
            } else {
                rewrite.insert(codePoint);
            }
        }
    }

    private void skipDropped() {
        while (characters
                .parts(Utf8.codePoint(text.utf8(), rewrite.at()))
                .findAny()
                .isEmpty()) {
            rewrite.drop();
        }
    }

    private static int codePoint(int part) {
        return part >= 0 ? part : ~part;
    }
}
