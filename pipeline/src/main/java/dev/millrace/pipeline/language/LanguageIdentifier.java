package dev.millrace.pipeline.language;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Tells the language of a text: by its script where that is enough, else by character n-grams with the weights of
 * Apache Tika's language detection model. For one thread at a time; the model is shared.
 *
 * <p>Over the classes k, the score is {@code softmax_k(300 n^-0.6 sum of the weights of the n different known n-grams
 * + offset_k)}. The factor was fitted with the offsets so that the score is the share of right answers: on sentences in
 * 75 languages and paragraphs in 110, whole, cut to 30 and 70 characters and joined by 4 and 12. The offsets lean towards
 * languages that have more text on the web.
 */
public final class LanguageIdentifier implements Identifier {
    private static final double SHARPNESS = 300;
    private static final double DAMPING = -.6;

    /** Of languages that the weights alone name too often (below 0) or too seldom (above). */
    private static final Map<String, Double> OFFSETS = Map.ofEntries(
            Map.entry("ban", -1.2),
            Map.entry("bs", .2),
            Map.entry("ca", .9),
            Map.entry("ce", -1.4),
            Map.entry("ceb", -.7),
            Map.entry("cs", .5),
            Map.entry("es", .3),
            Map.entry("fr", .2),
            Map.entry("gl", -.3),
            Map.entry("ha", -.4),
            Map.entry("hr", .2),
            Map.entry("id", .7),
            Map.entry("jv", -.2),
            Map.entry("ln", -.7),
            Map.entry("mg", -.5),
            Map.entry("nso", -.2),
            Map.entry("pt", .2),
            Map.entry("ru", .9),
            Map.entry("sk", .2),
            Map.entry("sv", .4),
            Map.entry("tr", .4),
            Map.entry("uz", .2),
            Map.entry("war", -2.1),
            Map.entry("xh", .3),
            Map.entry("yo", 1.8));

    private final NgramModel model = NgramModel.shared();
    private final int maximumCharacters;
    private final int[] seenIn = new int[model.rows()];
    private final float[] sums = new float[model.outcomes()];
    private final double[] shares = new double[model.outcomes()];
    private final double[] offsets = new double[model.outcomes()];
    private final List<String> candidates;
    private final boolean[] candidate = new boolean[model.outcomes()];
    private int texts;
    private int known;
    private char[] chars = new char[0];
    private int length;

    /** @param maximumCharacters how much of a text is looked at, from its start, in UTF-16 units */
    public LanguageIdentifier(int maximumCharacters) {
        this(maximumCharacters, List.of());
    }

    /** @param candidates the languages that a text can be in; all when empty */
    LanguageIdentifier(int maximumCharacters, List<String> candidates) {
        if (maximumCharacters <= 0) {
            throw new IllegalArgumentException("Invalid maximum characters: " + maximumCharacters + " (must be > 0)");
        }
        this.maximumCharacters = maximumCharacters;
        this.candidates = List.copyOf(candidates);
        for (int i = 0; i < candidate.length; i++) {
            candidate[i] = isCandidate(model.language(i));
        }
        Arrays.setAll(offsets, i -> OFFSETS.getOrDefault(model.language(i), 0.));
        for (String candidate : candidates) {
            if (!isKnown(candidate)) {
                throw new IllegalArgumentException(
                        "Invalid candidates: " + candidate + " (no language that the built-in model knows)");
            }
        }
    }

    private boolean isKnown(String language) {
        for (int i = 0; i < sums.length; i++) {
            if (model.language(i).equals(language)) {
                return true;
            }
        }
        return ScriptEvidence.tells(language);
    }

    private boolean isCandidate(String language) {
        return candidates.isEmpty() || candidates.contains(language);
    }

    @Override
    public Identification identify(String text) {
        read(text);
        ScriptEvidence script = new ScriptEvidence(chars, length);
        if (!script.hasLetters()) {
            return Identification.undetermined();
        }
        return script.decided().filter(found -> isCandidate(found.language())).orElseGet(this::byNgrams);
    }

    /** Keeps words that are no addresses, in lower case, with one space for all white space and digits between them. */
    private void read(String text) {
        int end = Math.min(text.length(), maximumCharacters);
        if (chars.length < end) {
            chars = new char[end];
        }
        length = 0;
        int word = 0;
        boolean address = false;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                length = address ? word : length;
                space();
                word = length;
                address = false;
            } else if (Character.isDigit(c)) {
                space();
            } else {
                address |= c == '@' || (c == '/' && text.startsWith("://", i - 1));
                chars[length++] = Character.toLowerCase(c);
            }
        }
        length = address ? word : length;
        length -= length > 0 && chars[length - 1] == ' ' ? 1 : 0;
    }

    private void space() {
        if (length > 0 && chars[length - 1] != ' ') {
            chars[length++] = ' ';
        }
    }

    private Identification byNgrams() {
        Arrays.fill(sums, 0);
        texts++;
        known = 0;
        long last = 0;
        long lastTwo = 0;
        for (int i = 0; i < length; i++) {
            int letter = model.letter(chars[i]);
            if (letter == 0) {
                last = 0;
                lastTwo = 0;
                continue;
            }
            count(letter);
            if (last != 0) {
                count(NgramModel.longer(last, letter));
            }
            if (lastTwo != 0) {
                count(NgramModel.longer(lastTwo, letter));
            }
            lastTwo = last == 0 ? 0 : NgramModel.longer(last, letter);
            last = letter;
        }
        return known == 0 ? Identification.undetermined() : mostProbable(SHARPNESS * StrictMath.pow(known, DAMPING));
    }

    /** Each different n-gram once. */
    private void count(long ngram) {
        int row = model.row(ngram);
        if (row >= 0 && seenIn[row] != texts) {
            seenIn[row] = texts;
            model.addWeights(row, sums);
            known++;
        }
    }

    /** Over the candidates; the classes of one language count together. */
    private Identification mostProbable(double factor) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = candidate[i] ? factor * sums[i] + offsets[i] : Double.NEGATIVE_INFINITY;
            highest = Math.max(highest, shares[i]);
        }
        if (highest == Double.NEGATIVE_INFINITY) {
            return Identification.undetermined();
        }
        double total = 0;
        for (int i = 0; i < shares.length; i++) {
            double share = StrictMath.exp(shares[i] - highest);
            total += share;
            shares[i] = 0;
            shares[model.firstOfLanguage(i)] += share;
        }
        int best = 0;
        for (int i = 1; i < shares.length; i++) {
            best = shares[i] > shares[best] ? i : best;
        }
        return new Identification(model.language(best), Math.min(1, shares[best] / total));
    }
}
