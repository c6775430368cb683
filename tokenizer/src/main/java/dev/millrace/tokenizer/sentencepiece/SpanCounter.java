package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.normalizer.NormalizedText;
import dev.millrace.tokenizer.unigram.training.SpanCounts;
import dev.millrace.tokenizer.unigram.training.SpanSplit;
import java.util.ArrayList;
import java.util.List;

/** Counts the spans of texts, normalised as the model to be trained will have them. Not thread-safe. */
public final class SpanCounter {
    private final SentencePieceNormalizer normalizer;
    private final SpanSplit split;
    private final SpanCounts counts;
    private final NormalizedText normalized = NormalizedText.unaligned();

    /** With the usual cap on memory. */
    public SpanCounter(TrainingSettings settings) {
        this(settings, new SpanCounts());
    }

    /** @param counts to be added to */
    public SpanCounter(TrainingSettings settings, SpanCounts counts) {
        this.counts = counts;
        normalizer =
                new SentencePieceNormalizer(settings.rules().charsMap(), settings.whiteSpace(), settings.userDefined());
        List<String> reserved = new ArrayList<>(settings.specials());
        reserved.addAll(settings.userDefined());
        split = new SpanSplit(settings.pieces(), reserved);
    }

    /**
     * Counts a text.
     *
     * @throws IllegalStateException if the distinct spans would pass their cap
     */
    public void add(String text) {
        spans(text, (utf8, from, to) -> counts.add(utf8, from, to, 1));
    }

    /** Tells the spans of a text, without counting them: for those who count elsewhere. */
    public void spans(String text, SpanSplit.Sink out) {
        normalized.reset(text);
        normalizer.normalize(normalized);
        split.split(normalized.utf8(), 0, normalized.length(), out);
    }

    public SpanCounts counts() {
        return counts;
    }
}
