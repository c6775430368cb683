package dev.millrace.tokenizer.unigram.training;

import dev.millrace.tokenizer.unigram.UnigramPiece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Learns a Unigram vocabulary as SentencePiece does: candidates are the substrings that cover most text; expectation
 * maximisation and pruning take turns until a tenth more pieces than wanted are left; of those the likeliest remain, and
 * all characters of the alphabet. The result depends on the counts and settings alone, not on the number of threads.
 *
 * @see <a href="https://arxiv.org/abs/1804.10959">Kudo: Subword regularization</a>
 */
public final class UnigramTrainer {
    private static final double LEAST_EXPECTED = 0.5;
    private static final double SURPLUS = 1.1;
    private static final double PENALTY_STEP = 0.0001;

    private final Settings settings;
    private final SpanText text;
    private final PieceSet pieces;
    private final Consumer<Progress> progress;

    private UnigramTrainer(SpanText text, PieceSet pieces, Settings settings, Consumer<Progress> progress) {
        this.text = text;
        this.pieces = pieces;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * @param size number of pieces to learn; a corpus with too few substrings yields fewer
     * @param rules what may be one piece
     * @param characterCoverage share of all characters, above 0 to 1, that the alphabet covers; the rarest are unknown
     * @param seedSize number of candidates to begin with
     * @param shrinkingFactor share of the pieces, above 0 and below 1, that pruning leaves each time
     * @param iterations of expectation maximisation between prunings
     * @param mostCharacters of distinct spans in memory, of about 30 bytes each; the rarest spans are left out
     * @param threads that share the work
     */
    public record Settings(
            int size,
            PieceRules rules,
            double characterCoverage,
            int seedSize,
            double shrinkingFactor,
            int iterations,
            int mostCharacters,
            int threads) {
        public Settings {
            check(size > 0, "size", size, "must be > 0");
            check(
                    characterCoverage > 0 && characterCoverage <= 1,
                    "character coverage",
                    characterCoverage,
                    "must be above 0 and <= 1");
            check(seedSize >= size, "seed size", seedSize, "must be >= the size, " + size);
            check(
                    shrinkingFactor > 0 && shrinkingFactor < 1,
                    "shrinking factor",
                    shrinkingFactor,
                    "must be between 0 and 1");
            check(iterations > 0, "iterations", iterations, "must be > 0");
            check(mostCharacters > 0, "most characters", mostCharacters, "must be > 0");
            check(threads > 0, "threads", threads, "must be > 0");
        }

        /** SentencePiece's usual settings, on all cores; at most 64 million characters of distinct spans. */
        public static Settings of(int size) {
            return new Settings(
                    size,
                    PieceRules.usual(),
                    0.9995,
                    Math.max(1_000_000, size),
                    0.75,
                    2,
                    1 << 26,
                    Runtime.getRuntime().availableProcessors());
        }

        public Settings withRules(PieceRules others) {
            return new Settings(
                    size, others, characterCoverage, seedSize, shrinkingFactor, iterations, mostCharacters, threads);
        }

        public Settings withCharacterCoverage(double other) {
            return new Settings(size, rules, other, seedSize, shrinkingFactor, iterations, mostCharacters, threads);
        }

        public Settings withThreads(int other) {
            return new Settings(
                    size, rules, characterCoverage, seedSize, shrinkingFactor, iterations, mostCharacters, other);
        }

        private static void check(boolean holds, String name, Number value, String rule) {
            if (!holds) {
                throw new IllegalArgumentException("Invalid " + name + ": " + value + " (" + rule + ")");
            }
        }
    }

    /** How far training is: the number of pieces left, on their way down to those wanted. */
    public record Progress(int pieces, int wanted) {}

    /**
     * Trains on spans as {@link SpanSplit} makes them.
     *
     * @param progress is told each time that pieces were left out
     * @return the likeliest piece first; none if there are no spans
     * @throws IllegalArgumentException if the alphabet alone is larger than the vocabulary
     */
    public static List<UnigramPiece> train(SpanCounts counts, Settings settings, Consumer<Progress> progress) {
        SpanText text = SpanText.of(counts, settings.characterCoverage(), settings.mostCharacters());
        int characters = text.alphabet().size();
        if (characters > settings.size()) {
            throw new IllegalArgumentException("The corpus has " + characters + " characters that a vocabulary of "
                    + settings.size() + " pieces has no room for; raise its size or lower the character coverage");
        }
        if (text.spans() == 0) {
            return List.of();
        }
        PieceSet pieces = PieceSet.seed(text, settings.rules(), settings.seedSize());
        UnigramTrainer trainer = new UnigramTrainer(text, pieces, settings, progress);
        try (Workers workers = new Workers(settings.threads())) {
            trainer.run(workers);
        }
        return trainer.result();
    }

    private void run(Workers workers) {
        int wanted = (int) (settings.size() * SURPLUS);
        while (true) {
            for (int i = 0; i < settings.iterations(); i++) {
                maximise(Expectation.of(text, pieces, workers));
            }
            int living = pieces.living();
            progress.accept(new Progress(living, wanted));
            if (living <= wanted) {
                return;
            }
            Pruning.prune(text, pieces, Math.max(wanted, (int) (settings.shrinkingFactor() * living)), workers);
            if (pieces.living() == living) {
                return;
            }
        }
    }

    /**
     * Scores from expected counts with a sparse prior: ψ(count) − ψ(sum of counts).
     *
     * @see <a href="https://cs.stanford.edu/~pliang/papers/tutorial-acl2007-talk.pdf">Liang, Klein: Structured Bayesian
     *     nonparametric models with variational inference</a>
     */
    private void maximise(double[] expected) {
        double sum = 0;
        for (int piece = 0; piece < expected.length; piece++) {
            sum += isKept(piece, expected) ? expected[piece] : 0;
        }
        double all = Digamma.of(sum);
        double[] scores = new double[expected.length];
        for (int piece = 0; piece < scores.length; piece++) {
            scores[piece] = isKept(piece, expected) ? Digamma.of(expected[piece]) - all : Double.NaN;
        }
        pieces.rescore(scores);
    }

    private boolean isKept(int piece, double[] expected) {
        return pieces.isAlive(piece) && expected[piece] >= LEAST_EXPECTED;
    }

    private List<UnigramPiece> result() {
        List<UnigramPiece> all = new ArrayList<>();
        Set<String> known = new HashSet<>();
        List<UnigramPiece> longer = new ArrayList<>();
        for (int piece = 0; piece < pieces.size(); piece++) {
            if (pieces.isAlive(piece)) {
                int[] codePoints = pieces.codePoints(piece);
                UnigramPiece scored = new UnigramPiece(
                        new String(codePoints, 0, codePoints.length), pieces.score(piece), UnigramPiece.Role.TEXT);
                (codePoints.length == 1 ? all : longer).add(scored);
                known.add(scored.content());
            }
        }
        double score = pieces.leastScore();
        for (int rank : text.alphabet().byCount()) {
            String character = Character.toString(text.alphabet().codePoint(rank));
            if (!known.contains(character)) {
                all.add(new UnigramPiece(character, score, UnigramPiece.Role.TEXT));
                // a rarer one is less likely
                score -= PENALTY_STEP;
            }
        }
        Comparator<UnigramPiece> likeliest = Comparator.comparingDouble((UnigramPiece piece) -> -piece.score())
                .thenComparing(UnigramPiece::content);
        longer.sort(likeliest);
        all.addAll(longer.subList(0, Math.min(longer.size(), settings.size() - all.size())));
        all.sort(likeliest);
        return List.copyOf(all);
    }
}
