package dev.millrace.pipeline.fasttext;

import java.util.Arrays;

/** Rows that a text stands for, and the hashes of its words. */
final class Rows {
    private int[] rows = new int[256];
    private int[] hashes = new int[64];
    private int size;
    private int hashed;

    void clear() {
        size = 0;
        hashed = 0;
    }

    void add(int row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
        }
        rows[size++] = row;
    }

    void hash(int hash) {
        if (hashed == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * hashed);
        }
        hashes[hashed++] = hash;
    }

    int size() {
        return size;
    }

    int at(int i) {
        return rows[i];
    }

    int hashes() {
        return hashed;
    }

    int hashAt(int i) {
        return hashes[i];
    }
}
