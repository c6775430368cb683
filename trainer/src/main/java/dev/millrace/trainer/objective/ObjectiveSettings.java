package dev.millrace.trainer.objective;

import java.util.Locale;
import java.util.Optional;

/**
 * An {@link Objective} as a configuration names it.
 *
 * @param visible for {@code causal}: what a position sees of a sequence that holds several documents; all when absent
 * @param share for all but {@code causal}: of the tokens that are hidden; .15 when absent
 * @param words for {@code masked} and {@code span-boundary}: whether whole words are hidden; tokens when absent
 * @param pairs for {@code masked}: whether next-sentence prediction goes with it; not when absent
 * @param meanSpan for {@code span-corruption}: tokens of a span; 3 when absent
 * @param weight for {@code replaced-token}: of the discriminator's loss; 50 when absent
 */
public record ObjectiveSettings(
        Kind kind,
        Optional<CausalObjective.Visible> visible,
        Optional<Double> share,
        Optional<Words> words,
        Optional<Pairs> pairs,
        Optional<Double> meanSpan,
        Optional<Double> weight) {
    private static final double SHARE = .15;
    private static final double MEAN_SPAN = 3;
    private static final double WEIGHT = 50;

    /** What is learned. */
    public enum Kind {
        /** The next token: GPT-2, Llama. */
        CAUSAL,
        /** Masked tokens: BERT. */
        MASKED,
        /** Masked spans, also from the positions beside them: SpanBERT. */
        SPAN_BOUNDARY,
        /** Spans that were taken out: T5. */
        SPAN_CORRUPTION,
        /** Which tokens a generator replaced: ELECTRA. */
        REPLACED_TOKEN
    }

    /** What is hidden as a whole. */
    public enum Words {
        TOKENS,
        WHOLE_WORDS
    }

    /** BERT's second task. */
    public enum Pairs {
        NONE,
        NEXT_SENTENCE
    }

    public ObjectiveSettings {
        only(kind, kind == Kind.CAUSAL, visible, "visible");
        only(kind, kind != Kind.CAUSAL, share, "share");
        only(kind, kind == Kind.MASKED || kind == Kind.SPAN_BOUNDARY, words, "words");
        only(kind, kind == Kind.MASKED, pairs, "pairs");
        only(kind, kind == Kind.SPAN_CORRUPTION, meanSpan, "mean span");
        only(kind, kind == Kind.REPLACED_TOKEN, weight, "weight");
        share.ifPresent(value -> check("share", value, value > 0 && value < 1, "must be over 0 to below 1"));
        meanSpan.ifPresent(value -> check("mean span", value, value >= 1 && value < 1e6, "must be at least 1"));
        weight.ifPresent(value -> check("weight", value, value > 0 && value < 1e9, "must be > 0"));
    }

    /** The next token, across documents. */
    public static ObjectiveSettings causal() {
        return of(Kind.CAUSAL);
    }

    /** A kind with all that the papers give it. */
    public static ObjectiveSettings of(Kind kind) {
        return new ObjectiveSettings(
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Ids that the model has behind those of the tokenizer. */
    public int extraIds() {
        return switch (kind) {
            case CAUSAL -> 0;
            case MASKED, SPAN_BOUNDARY, REPLACED_TOKEN -> MaskTokens.COUNT;
            case SPAN_CORRUPTION -> SpanCorruptionObjective.EXTRA;
        };
    }

    /** Id that a decoder behind an encoder begins with, under a tokenizer of so many ids. */
    public static int decoderStart(int vocabularySize) {
        return vocabularySize + SpanCorruptionObjective.SENTINELS;
    }

    /** Whether it needs to know what begins a word. */
    public boolean isOfWords() {
        return words.filter(Words.WHOLE_WORDS::equals).isPresent();
    }

    /** Whether sentence pairs are judged. */
    public boolean isOfPairs() {
        return pairs.filter(Pairs.NEXT_SENTENCE::equals).isPresent();
    }

    /** Most positions that an encoder reads of shards of a context. */
    public int sourceContext(int context) {
        return kind == Kind.SPAN_CORRUPTION
                ? SpanCorruptionObjective.sourceContext(context, share.orElse(SHARE), meanSpan.orElse(MEAN_SPAN))
                : context;
    }

    /** Most positions of the stack whose positions are predicted. */
    public int targetContext(int context) {
        return kind == Kind.SPAN_CORRUPTION
                ? SpanCorruptionObjective.targetContext(context, share.orElse(SHARE), meanSpan.orElse(MEAN_SPAN))
                : context;
    }

    /**
     * The objective on shards.
     *
     * @param vocabularySize of the tokenizer
     * @param endOfText id that ends a document
     * @param starts what begins a word; used where whole words are asked for
     */
    public Objective over(int vocabularySize, int endOfText, WordStarts starts) {
        MaskTokens tokens = new MaskTokens(vocabularySize, endOfText);
        double hidden = share.orElse(SHARE);
        Optional<WordStarts> known = isOfWords() ? Optional.of(starts) : Optional.empty();
        return switch (kind) {
            case CAUSAL -> new CausalObjective(visible.orElse(CausalObjective.Visible.SEQUENCE), endOfText);
            case MASKED ->
                new MaskedObjective(
                        tokens,
                        hidden,
                        known,
                        isOfPairs() ? MaskedObjective.Pairs.NEXT_SENTENCE : MaskedObjective.Pairs.NONE,
                        Corruption.MOSTLY_MASK);
            case SPAN_BOUNDARY -> new SpanObjective(tokens, hidden, known);
            case SPAN_CORRUPTION ->
                new SpanCorruptionObjective(vocabularySize, endOfText, hidden, meanSpan.orElse(MEAN_SPAN));
            case REPLACED_TOKEN -> new ReplacedTokenObjective(tokens, hidden, weight.orElse(WEIGHT));
        };
    }

    private static void only(Kind kind, boolean used, Optional<?> value, String name) {
        if (!used && value.isPresent()) {
            throw new IllegalArgumentException("Invalid " + name + ": " + value.get() + " (the objective "
                    + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + " has none)");
        }
    }

    private static void check(String name, double value, boolean valid, String rule) {
        if (!valid) {
            throw new IllegalArgumentException("Invalid " + name + ": " + value + " (" + rule + ")");
        }
    }
}
