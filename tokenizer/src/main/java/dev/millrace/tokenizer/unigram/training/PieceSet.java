package dev.millrace.tokenizer.unigram.training;

import java.util.Arrays;

/**
 * The pieces under training and, for every place in the text, all that begin there: the longest one, and from each the
 * next shorter. Pieces are in the order of their texts. A character alone always remains, at worst as unknown.
 */
final class PieceSet {
    static final int NONE = -1;
    private static final double UNKNOWN_PENALTY = 10;

    private final SpanText text;
    private final int[] longestAt; // by place in the text
    private int[] positions; // where a piece occurs
    private int[] lengths;
    private int[] shorter;
    private double[] scores; // logarithms of probabilities
    private double[] probabilities;
    private boolean[] alive; // else it is an unknown character

    private PieceSet(SpanText text, int size) {
        this.text = text;
        longestAt = new int[text.length()];
        positions = new int[size];
        lengths = new int[size];
        shorter = new int[size];
        scores = new double[size];
        probabilities = new double[size];
        alive = new boolean[size];
        Arrays.fill(alive, true);
    }

    /**
     * All characters and the candidates that cover most text, at first as likely as they cover text.
     *
     * @param most number of pieces
     */
    static PieceSet seed(SpanText text, PieceRules rules, int most) {
        Candidates candidates = Candidates.of(text, rules);
        int characters = text.alphabet().size();
        int[] chosen = choose(candidates, Math.max(0, most - characters));
        PieceSet set = new PieceSet(text, characters + chosen.length);
        double[] coverage = new double[set.size()];
        int[] suffixes = candidates.suffixes();
        int[] open = new int[rules.longest() + 2];
        int[] lasts = new int[rules.longest() + 2];
        int depth = 0;
        int piece = 0;
        int next = 0;
        for (int i = 0; i < suffixes.length; i++) {
            while (depth > 0 && lasts[depth - 1] < i) {
                depth--;
            }
            int symbol = text.symbols()[suffixes[i]];
            if (i == 0 || symbol != text.symbols()[suffixes[i - 1]]) {
                depth = 0;
                coverage[piece] = text.alphabet().count(symbol);
                set.put(piece, suffixes[i], 1, NONE);
                open[0] = piece++;
                lasts[0] = suffixes.length;
                depth = 1;
            }
            for (; next < chosen.length && candidates.first(chosen[next]) == i; next++) {
                int candidate = chosen[next];
                coverage[piece] = (double) candidates.count(candidate) * candidates.length(candidate);
                set.put(piece, suffixes[i], candidates.length(candidate), open[depth - 1]);
                open[depth] = piece++;
                lasts[depth++] = candidates.last(candidate);
            }
            set.longestAt[suffixes[i]] = open[depth - 1];
        }
        double sum = Arrays.stream(coverage).sum();
        for (int i = 0; i < set.size(); i++) {
            set.scores[i] = Math.log(coverage[i] / sum);
        }
        set.readScores();
        return set;
    }

    /** Those that cover most text, in the order of their texts; of equals the first. */
    private static int[] choose(Candidates candidates, int most) {
        int[] ordered = candidates.inTextOrder();
        if (ordered.length <= most) {
            return ordered;
        }
        long[] coverage = new long[ordered.length];
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = Math.multiplyExact(candidates.count(ordered[i]), candidates.length(ordered[i]));
        }
        long[] sorted = coverage.clone();
        Arrays.sort(sorted);
        long least = most == 0 ? Long.MAX_VALUE : sorted[sorted.length - most];
        int equals = most;
        for (long covered : coverage) {
            equals -= covered > least ? 1 : 0;
        }
        int[] chosen = new int[most];
        int size = 0;
        for (int i = 0; i < coverage.length && size < most; i++) {
            if (coverage[i] > least || (coverage[i] == least && equals-- > 0)) {
                chosen[size++] = ordered[i];
            }
        }
        return chosen;
    }

    private void put(int piece, int position, int length, int itsShorter) {
        positions[piece] = position;
        lengths[piece] = length;
        shorter[piece] = itsShorter;
    }

    /** Number of pieces, unknown characters included. */
    int size() {
        return positions.length;
    }

    /** Number of pieces that aren't unknown characters. */
    int living() {
        int count = 0;
        for (boolean lives : alive) {
            count += lives ? 1 : 0;
        }
        return count;
    }

    boolean isAlive(int piece) {
        return alive[piece];
    }

    int length(int piece) {
        return lengths[piece];
    }

    int position(int piece) {
        return positions[piece];
    }

    double score(int piece) {
        return scores[piece];
    }

    // for the loops; not to be changed

    int[] longestAt() {
        return longestAt;
    }

    int[] lengths() {
        return lengths;
    }

    int[] shorter() {
        return shorter;
    }

    double[] scores() {
        return scores;
    }

    double[] probabilities() {
        return probabilities;
    }

    /** Code points of a piece. */
    int[] codePoints(int piece) {
        return text.codePoints(positions[piece], positions[piece] + lengths[piece]);
    }

    /** Gives new scores; a piece with a NaN goes, a character alone becomes unknown. */
    void rescore(double[] newScores) {
        boolean[] kept = new boolean[size()];
        for (int piece = 0; piece < kept.length; piece++) {
            kept[piece] = !Double.isNaN(newScores[piece]);
        }
        System.arraycopy(newScores, 0, scores, 0, scores.length);
        keep(kept);
    }

    /** Leaves out all other pieces; a character alone becomes unknown. */
    void keep(boolean[] kept) {
        int[] numbers = new int[size()];
        int next = 0;
        for (int piece = 0; piece < kept.length; piece++) {
            if (!kept[piece] && lengths[piece] > 1) {
                numbers[piece] = numbers[shorter[piece]];
                continue;
            }
            numbers[piece] = next;
            positions[next] = positions[piece];
            lengths[next] = lengths[piece];
            shorter[next] = shorter[piece] == NONE ? NONE : numbers[shorter[piece]];
            scores[next] = scores[piece];
            alive[next++] = kept[piece];
        }
        positions = Arrays.copyOf(positions, next);
        lengths = Arrays.copyOf(lengths, next);
        shorter = Arrays.copyOf(shorter, next);
        scores = Arrays.copyOf(scores, next);
        alive = Arrays.copyOf(alive, next);
        int[] symbols = text.symbols();
        for (int at = 0; at < longestAt.length; at++) {
            longestAt[at] = symbols[at] == 0 ? NONE : numbers[longestAt[at]];
        }
        readScores();
    }

    /** Least score of a piece that is alive. */
    double leastScore() {
        double least = 0;
        for (int piece = 0; piece < scores.length; piece++) {
            least = alive[piece] ? Math.min(least, scores[piece]) : least;
        }
        return least;
    }

    private void readScores() {
        double unknown = leastScore() - UNKNOWN_PENALTY;
        probabilities = new double[scores.length];
        for (int piece = 0; piece < scores.length; piece++) {
            scores[piece] = alive[piece] ? scores[piece] : unknown;
            probabilities[piece] = Math.exp(scores[piece]);
        }
    }
}
