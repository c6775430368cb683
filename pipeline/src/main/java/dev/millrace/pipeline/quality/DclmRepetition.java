package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Bound.ABOVE;
import static dev.millrace.pipeline.quality.Bound.BELOW;

import dev.millrace.pipeline.words.WordSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gopher's rules against repetition as DCLM's baseline reads them (arXiv 2406.11794; mlfoundations/dclm,
 * content_filters.py, massive_web_repetition_filters), in its order: every occurrence of what repeats counts, shares of
 * characters are of stripped lines or of words, and words are uniseg's without punctuation.
 */
public final class DclmRepetition extends Profile {
    public static final String NAME = "dclm-repetition";

    private static final long serialVersionUID = 1L;

    private final RepetitionSettings settings;

    public DclmRepetition(RepetitionSettings settings) {
        super(NAME, settings.words());
        this.settings = settings;
    }

    public static RepetitionSettings defaults() {
        return RepetitionSettings.of(WordSplit.UNICODE);
    }

    @Override
    List<Measure> measures() {
        RepeatedSegments lines = new RepeatedSegments(DclmLines::lines);
        RepeatedSegments paragraphs = new RepeatedSegments(DclmLines::paragraphs);
        List<Measure> measures = new ArrayList<>(List.of(
                new Measure("lines", text -> lines.of(text).count()).reject("empty", BELOW, Optional.of(1.0)),
                new Measure("repeated-lines", text -> lines.of(text).repeatedShare())
                        .reject("repeated-lines", ABOVE, settings.lines()),
                new Measure("repeated-paragraphs", text -> paragraphs.of(text).repeatedShare())
                        .reject("repeated-paragraphs", ABOVE, settings.paragraphs()),
                new Measure("repeated-line-characters", text -> lines.of(text).repeatedCharacterShare())
                        .reject("repeated-line-characters", ABOVE, settings.lineCharacters()),
                new Measure(
                                "repeated-paragraph-characters",
                                text -> paragraphs.of(text).repeatedCharacterShare())
                        .reject("repeated-paragraph-characters", ABOVE, settings.paragraphCharacters())));
        measures.addAll(RepetitionSettings.ngrams(
                settings.topNgrams(),
                (text, n) -> share(text.ngrams().longestTopCharacters(n), text),
                settings.repeatedNgrams(),
                (text, n) -> share(text.ngrams().coveredCharacters(n), text)));
        return measures;
    }

    private static double share(long characters, MeasuredText text) {
        long all = text.ngrams().wordCharacters();
        return all == 0 ? 0 : (double) characters / all;
    }
}
