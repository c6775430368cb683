package dev.millrace.pipeline.ngram;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads ARPA files. N-grams may stand in any order. Where the n-gram without its first word is missing, as some pruning
 * leaves it, it is put in with the probability that backing off gives it; this takes a second pass.
 */
final class ArpaReader {
    private static final String DATA = "\\data\\";
    private static final String END = "\\end\\";
    private static final int MOST_ORDERS = 16;

    /** log10 probability of unknown words in a model without {@code <unk>}, as KenLM has it. */
    private static final float NO_UNKNOWN = -100;

    /** N-grams to put in, by order; each with its words reversed. */
    private final SortedMap<Integer, SortedSet<int[]>> missing = new TreeMap<>();

    private Vocabulary vocabulary = new Vocabulary.Builder().build();

    /** Opens the file anew. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** @param otherwise how to take a text, where the file does not tell; its tokenizer holds either way */
    static NgramModel read(Source source, String name, Segmentation otherwise) throws IOException {
        ArpaReader reader = new ArpaReader();
        try (InputStream in = source.open()) {
            Optional<NgramModel> model = reader.pass(new ArpaLines(in, name), otherwise);
            if (model.isPresent()) {
                return model.get();
            }
        }
        try (InputStream in = source.open()) {
            return reader.pass(new ArpaLines(in, name), otherwise)
                    .orElseThrow(() -> new IOException(name + ": changed while it was read"));
        }
    }

    /** Absent when n-grams were found missing. */
    private Optional<NgramModel> pass(ArpaLines lines, Segmentation otherwise) throws IOException {
        boolean first = missing.isEmpty();
        Optional<TextUnits> told = Optional.empty();
        String line = lines.nextFilled(DATA);
        while (line.startsWith("#")) {
            Optional<TextUnits> comment = UnitsLine.parse(line);
            told = told.or(() -> comment);
            line = lines.nextFilled(DATA);
        }
        if (!line.strip().equals(DATA)) {
            throw lines.damaged("is not " + DATA + ", with which an ARPA file begins");
        }
        List<Long> counts = new ArrayList<>();
        line = lines.nextFilled("the n-grams");
        while (line.startsWith("ngram ")) {
            counts.add(count(line, counts.size() + 1, lines));
            line = lines.nextFilled("the n-grams");
        }
        if (counts.isEmpty()) {
            throw lines.damaged("is not ngram 1=…, the number of unigrams");
        }
        ModelBuilder builder = unigrams(counts, line, lines);
        for (int order = 2; order <= counts.size(); order++) {
            ngrams(builder, order, counts.get(order - 1), lines);
        }
        line = lines.nextFilled(END);
        if (!line.strip().equals(END)) {
            throw lines.damaged("is not " + END + "; more n-grams than the " + counts.get(counts.size() - 1)
                    + " that are announced?");
        }
        return first && !missing.isEmpty()
                ? Optional.empty()
                : Optional.of(builder.build(told.map(units -> new Segmentation(units, otherwise.tokenizer()))
                        .orElse(otherwise)));
    }

    private static long count(String line, int order, ArpaLines lines) throws IOException {
        String[] parts = line.substring("ngram ".length()).strip().split("\\s*=\\s*", 2);
        try {
            long count = Long.parseLong(parts.length == 2 ? parts[1].strip() : "");
            if (Integer.parseInt(parts[0]) == order && count >= 0 && order <= MOST_ORDERS) {
                return count;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw lines.damaged("is not ngram " + order + "=COUNT, of at most " + MOST_ORDERS + " orders: " + line);
    }

    private ModelBuilder unigrams(List<Long> counts, String header, ArpaLines lines) throws IOException {
        section(header, 1, lines);
        Vocabulary.Builder words = new Vocabulary.Builder();
        float[] probabilities = new float[1 << 10];
        float[] backoffs = new float[1 << 10];
        Arrays.fill(probabilities, 0, Vocabulary.SPECIAL.length, Float.NaN);
        for (long i = 0; i < counts.get(0); i++) {
            Entry entry = entry(1, lines);
            Optional<Integer> special = special(entry.words()[0]);
            int id = special.isPresent() ? special.get() : add(words, entry.words()[0], lines);
            if (id >= probabilities.length) {
                probabilities = Arrays.copyOf(probabilities, 2 * id);
                backoffs = Arrays.copyOf(backoffs, 2 * id);
            }
            if (special.isPresent() && !Float.isNaN(probabilities[id])) {
                throw lines.damaged("the word " + entry.words()[0] + " is there twice");
            }
            probabilities[id] = entry.log10();
            backoffs[id] = entry.backoff();
        }
        if (Float.isNaN(probabilities[Vocabulary.END])) {
            throw lines.damaged("the unigrams lack " + Vocabulary.SPECIAL[Vocabulary.END]);
        }
        if (Float.isNaN(probabilities[Vocabulary.BEGIN])) {
            probabilities[Vocabulary.BEGIN] = ModelBuilder.NEVER;
        }
        if (Float.isNaN(probabilities[Vocabulary.UNKNOWN])) {
            probabilities[Vocabulary.UNKNOWN] = NO_UNKNOWN;
        }
        vocabulary = words.build();
        return new ModelBuilder(
                vocabulary,
                counts.size(),
                Arrays.copyOf(probabilities, vocabulary.size()),
                Arrays.copyOf(backoffs, vocabulary.size()));
    }

    private static int add(Vocabulary.Builder words, String word, ArpaLines lines) throws IOException {
        try {
            return words.add(word).orElseThrow(() -> lines.damaged("the word " + word + " is there twice"));
        } catch (IllegalArgumentException e) {
            throw lines.damaged(e.getMessage());
        }
    }

    private static Optional<Integer> special(String word) {
        for (int id = 0; id < Vocabulary.SPECIAL.length; id++) {
            if (word.equals(Vocabulary.SPECIAL[id])) {
                return Optional.of(id);
            }
        }
        return word.equals("<UNK>") ? Optional.of(Vocabulary.UNKNOWN) : Optional.empty();
    }

    private void ngrams(ModelBuilder builder, int order, long count, ArpaLines lines) throws IOException {
        section(lines.nextFilled("the " + order + "-grams"), order, lines);
        for (int[] reversed : missing.getOrDefault(order, new TreeSet<>(Arrays::compare))) {
            builder.add(reversed, (float) builder.backedOff(reversed), 0);
        }
        int[] reversed = new int[order];
        for (long i = 0; i < count; i++) {
            Entry entry = entry(order, lines);
            for (int j = 0; j < order; j++) {
                reversed[order - 1 - j] = id(entry.words()[j], lines);
            }
            if (!builder.add(reversed, entry.log10(), entry.backoff())) {
                note(reversed, builder);
            }
        }
        try {
            builder.endOrder();
        } catch (IllegalArgumentException e) {
            throw lines.damaged(e.getMessage());
        }
    }

    /** Notes all the n-gram's endings that are missing. */
    private void note(int[] reversed, ModelBuilder builder) {
        for (int words = reversed.length - 1; words > 1 && builder.find(reversed, words) < 0; words--) {
            missing.computeIfAbsent(words, order -> new TreeSet<>(Arrays::compare))
                    .add(Arrays.copyOf(reversed, words));
        }
    }

    private int id(String word, ArpaLines lines) throws IOException {
        int id = special(word).orElseGet(() -> vocabulary.id(word));
        if (id == Vocabulary.UNKNOWN && special(word).isEmpty()) {
            throw lines.damaged("the word " + word + " is no unigram");
        }
        return id;
    }

    private static void section(String line, int order, ArpaLines lines) throws IOException {
        if (!line.strip().equals("\\" + order + "-grams:")) {
            throw lines.damaged("is not \\" + order + "-grams:" + (order > 1 ? "; more n-grams than announced?" : ""));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // only handed on
    private record Entry(float log10, String[] words, float backoff) {}

    /** {@code log10 TAB words [TAB backoff]}; spaces may stand for tabs. */
    private static Entry entry(int order, ArpaLines lines) throws IOException {
        String line = lines.nextFilled("the last of the " + order + "-grams");
        StringTokenizer parts = new StringTokenizer(line, " \t");
        int count = parts.countTokens();
        if (count != order + 1 && count != order + 2) {
            throw lines.damaged(
                    line.startsWith("\\")
                            ? "fewer " + order + "-grams than announced"
                            : "is not a " + order + "-gram: it has " + count + " fields, not " + (order + 1) + " or "
                                    + (order + 2));
        }
        float log10 = number(parts.nextToken(), lines);
        if (log10 > 0) {
            throw lines.damaged("the log10 probability " + log10 + " is above 0");
        }
        String[] words = new String[order];
        for (int i = 0; i < order; i++) {
            words[i] = parts.nextToken();
        }
        return new Entry(log10, words, parts.hasMoreTokens() ? number(parts.nextToken(), lines) : 0);
    }

    private static float number(String text, ArpaLines lines) throws IOException {
        try {
            float number = Float.parseFloat(text);
            if (Float.isFinite(number)) {
                return number;
            }
            if (text.toLowerCase(Locale.ROOT).startsWith("-inf")) {
                return ModelBuilder.NEVER;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw lines.damaged("is no number: " + text);
    }
}
