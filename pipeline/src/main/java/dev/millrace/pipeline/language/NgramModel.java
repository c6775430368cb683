package dev.millrace.pipeline.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;

/**
 * Weights of character n-grams (1 to 3 UTF-16 units) for each language: the language detection model of Apache Tika
 * (tika-langdetect-opennlp, 148 classes), in the format of Apache OpenNLP, with {@link MoreLanguages}, laid out for fast
 * look-up. Immutable, shared by all threads.
 */
final class NgramModel {
    private static final String RESOURCE = "/opennlp-langdetect-20210413.bin";
    private static final int LONGEST = 3;
    private static final int DENSE_SHARE = 8;
    private static final int LETTER_BITS = 13;
    private static final int ROW_BITS = 20;
    private static final long ROW = (1L << ROW_BITS) - 1;
    private static final long HASH_FACTOR = 0x9e3779b97f4a7c15L;

    private final String[] languages;
    private final int[] firstOfLanguage;
    private final short[] letters = new short[1 << Character.SIZE];
    private int lettersKnown;
    /** Key and row of an n-gram in one; 0 where a slot is free. */
    private final long[] slots;

    /** Weights of the first rows, which have some for many classes: one for every class. */
    private final float[] dense;

    private final int denseRows;

    /** Where each further row begins in {@link #outcomes} and {@link #weights}, which hold what is not 0. */
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
            return new NgramModel((AbstractModel) new LanguageDetectorModel(in).getMaxentModel(), MoreLanguages.read());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the language model " + RESOURCE, e);
        }
    }

    private NgramModel(AbstractModel model, MoreLanguages more) {
        int known = model.getNumOutcomes();
        languages = new String[known + more.languages().size()];
        Arrays.setAll(
                languages,
                i -> i < known
                        ? LanguageCodes.shortest(model.getOutcome(i))
                        : more.languages().get(i - known));
        firstOfLanguage = new int[languages.length];
        Arrays.setAll(firstOfLanguage, i -> Arrays.asList(languages).indexOf(languages[i]));
        Map<?, ?> contexts = (Map<?, ?>) model.getDataStructures()[1];
        if (contexts.size() > ROW) {
            throw new IllegalStateException("The language model " + RESOURCE + " has too many n-grams");
        }
        slots = new long[Integer.highestOneBit(contexts.size()) * 4];
        Map<Boolean, List<NgramRow>> rows = contexts.entrySet().stream()
                .map(entry -> more.extended(row(entry), known))
                .collect(Collectors.partitioningBy(
                        row -> row.outcomes().length * DENSE_SHARE >= languages.length, Collectors.toList()));
        denseRows = rows.get(true).size();
        dense = new float[denseRows * languages.length];
        firsts = new int[rows.get(false).size() + 1];
        int total =
                rows.get(false).stream().mapToInt(row -> row.outcomes().length).sum();
        outcomes = new short[total];
        weights = new float[total];
        int number = 0;
        for (NgramRow row : rows.get(true)) {
            addDense(row, number);
            enter(row.ngram(), number++);
        }
        for (NgramRow row : rows.get(false)) {
            addSparse(row, number - denseRows);
            enter(row.ngram(), number++);
        }
    }

    private static NgramRow row(Map.Entry<?, ?> entry) {
        Context context = (Context) entry.getValue();
        float[] weights = new float[context.getParameters().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) context.getParameters()[i];
        }
        return new NgramRow((String) entry.getKey(), context.getOutcomes(), weights);
    }

    private void addDense(NgramRow row, int number) {
        for (int i = 0; i < row.outcomes().length; i++) {
            dense[number * languages.length + row.outcomes()[i]] = row.weights()[i];
        }
    }

    private void addSparse(NgramRow row, int number) {
        int at = firsts[number];
        for (int i = 0; i < row.outcomes().length; i++) {
            outcomes[at] = (short) row.outcomes()[i];
            weights[at] = row.weights()[i];
            at++;
        }
        firsts[number + 1] = at;
    }

    private void enter(String ngram, int row) {
        if (!ngram.isEmpty() && ngram.length() <= LONGEST) {
            long key = 0;
            for (int i = 0; i < ngram.length(); i++) {
                key = longer(key, learned(ngram.charAt(i)));
            }
            slots[slot(key)] = key << ROW_BITS | row;
        }
    }

    private int learned(char c) {
        if (letters[c] == 0) {
            lettersKnown++;
            if (lettersKnown >= 1 << LETTER_BITS) {
                throw new IllegalStateException("The language model " + RESOURCE + " has too many letters");
            }
            letters[c] = (short) lettersKnown;
        }
        return letters[c];
    }

    /** ISO codes; two outcomes may have the same. */
    String language(int outcome) {
        return languages[outcome];
    }

    /** The first outcome that has the same language. */
    int firstOfLanguage(int outcome) {
        return firstOfLanguage[outcome];
    }

    int outcomes() {
        return languages.length;
    }

    int rows() {
        return denseRows + firsts.length - 1;
    }

    /** Number of a letter, above 0; 0 when no n-gram has it. */
    int letter(char c) {
        return letters[c];
    }

    /** Key of an n-gram with one more letter; 0 is the key of none. */
    static long longer(long key, int letter) {
        return key << LETTER_BITS | letter;
    }

    /** Row of an n-gram; negative when the model doesn't know it. */
    int row(long key) {
        long found = slots[slot(key)];
        return found == 0 ? -1 : (int) (found & ROW);
    }

    void addWeights(int row, float[] sums) {
        if (row < denseRows) {
            int from = row * sums.length;
            for (int i = 0; i < sums.length; i++) {
                sums[i] += dense[from + i];
            }
        } else {
            int sparse = row - denseRows;
            for (int i = firsts[sparse]; i < firsts[sparse + 1]; i++) {
                sums[outcomes[i]] += weights[i];
            }
        }
    }

    private int slot(long key) {
        int slot = (int) ((key * HASH_FACTOR) >>> 40) & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] >>> ROW_BITS != key) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
