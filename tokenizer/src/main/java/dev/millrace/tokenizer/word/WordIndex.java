package dev.millrace.tokenizer.word;

import dev.millrace.tokenizer.model.Vocabulary;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Ids of words by their bytes: open addressing, at most half full. */
final class WordIndex {
    static final int NONE = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] words;
    private final int[] hashes; // by id
    private final int[] slots; // id + 1; 0 is empty
    private final int longest;

    WordIndex(Vocabulary vocabulary) {
        words = new byte[vocabulary.size()][];
        hashes = new int[words.length];
        slots = new int[Integer.highestOneBit(Math.max(8, words.length)) << 2];
        int most = 0;
        for (int id = 0; id < words.length; id++) {
            words[id] = vocabulary.token(id).getBytes(StandardCharsets.UTF_8);
            hashes[id] = hash(words[id], 0, words[id].length);
            most = Math.max(most, words[id].length);
            int slot = hashes[id] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = id + 1;
        }
        longest = most;
    }

    int id(byte[] utf8, int from, int to) {
        if (to - from > longest) {
            return NONE;
        }
        int hash = hash(utf8, from, to);
        int slot = hash & (slots.length - 1);
        while (slots[slot] != 0) {
            int id = slots[slot] - 1;
            if (hashes[id] == hash && Arrays.equals(words[id], 0, words[id].length, utf8, from, to)) {
                return id;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return NONE;
    }

    private static int hash(byte[] utf8, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(utf8, at)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        for (; at < to; at++) {
            hash = (hash ^ (utf8[at] & 0xFF)) * 0x9E3779B97F4A7C15L;
        }
        return (int) (hash >>> 32);
    }
}
