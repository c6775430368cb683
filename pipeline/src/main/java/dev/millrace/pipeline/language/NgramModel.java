package dev.millrace.pipeline.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;

/**
 * Weights of character n-grams (1 to 3 UTF-16 units) for each language: the language detection model of Apache Tika
 * (tika-langdetect-opennlp, 148 classes), in the format of Apache OpenNLP, laid out for fast look-up. Immutable, shared
 * by all threads.
 */
final class NgramModel {
    private static final String RESOURCE = "/opennlp-langdetect-20210413.bin";
    private static final int LONGEST = 3;
    private static final long HASH_FACTOR = 0x9e3779b97f4a7c15L;

    private final String[] languages;
    private final long[] keys;
    private final int[] rowOfSlot;
    private final int[] firsts;
    private final short[] outcomes;
    private final float[] weights;

    /** Read on first use, once for each process. */
    private static final class Holder {
        private static final NgramModel MODEL = read();
    }

    static NgramModel shared() {
        return Holder.MODEL;
    }

    private static NgramModel read() {
        try (InputStream in = NgramModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks the language model " + RESOURCE);
            }
            return new NgramModel((AbstractModel) new LanguageDetectorModel(in).getMaxentModel());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the language model " + RESOURCE, e);
        }
    }

    private NgramModel(AbstractModel model) {
        languages = new String[model.getNumOutcomes()];
        for (int i = 0; i < languages.length; i++) {
            languages[i] = LanguageCodes.shortest(model.getOutcome(i));
        }
        Map<?, ?> contexts = (Map<?, ?>) model.getDataStructures()[1];
        int capacity = Integer.highestOneBit(contexts.size()) * 4;
        keys = new long[capacity];
        rowOfSlot = new int[capacity];
        firsts = new int[contexts.size() + 1];
        int total = contexts.values().stream()
                .mapToInt(context -> ((Context) context).getOutcomes().length)
                .sum();
        outcomes = new short[total];
        weights = new float[total];
        int row = 0;
        for (Map.Entry<?, ?> entry : contexts.entrySet()) {
            add((String) entry.getKey(), (Context) entry.getValue(), row++);
        }
    }

    private void add(String ngram, Context context, int row) {
        int at = firsts[row];
        for (int i = 0; i < context.getOutcomes().length; i++) {
            outcomes[at] = (short) context.getOutcomes()[i];
            weights[at] = (float) context.getParameters()[i];
            at++;
        }
        firsts[row + 1] = at;
        if (!ngram.isEmpty() && ngram.length() <= LONGEST) {
            char[] chars = ngram.toCharArray();
            int slot = slot(key(chars, 0, chars.length));
            keys[slot] = key(chars, 0, chars.length);
            rowOfSlot[slot] = row;
        }
    }

    /** ISO codes; two outcomes may have the same. */
    String language(int outcome) {
        return languages[outcome];
    }

    int outcomes() {
        return languages.length;
    }

    int rows() {
        return firsts.length - 1;
    }

    /** Row of an n-gram; negative when the model doesn't know it. */
    int row(char[] text, int from, int length) {
        int slot = slot(key(text, from, length));
        return keys[slot] == 0 ? -1 : rowOfSlot[slot];
    }

    void addWeights(int row, double[] sums) {
        for (int i = firsts[row]; i < firsts[row + 1]; i++) {
            sums[outcomes[i]] += weights[i];
        }
    }

    /** Three units of 16 bits, and the length above them; never 0. */
    private static long key(char[] text, int from, int length) {
        long key = length;
        for (int i = 0; i < length; i++) {
            key = key << Character.SIZE | text[from + i];
        }
        return key;
    }

    private int slot(long key) {
        int slot = (int) ((key * HASH_FACTOR) >>> 40) & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }
}
