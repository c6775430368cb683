package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Bound.ABOVE;
import static dev.millrace.pipeline.quality.Bound.BELOW;

import dev.millrace.pipeline.words.WordSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gopher's rules against repetition (arXiv 2112.11446, table A1), as datatrove reads them (0.10,
 * filters/gopher_repetition_filter.py): only second and later occurrences count, and shares of characters are of the
 * whole text. Rules are tried in its order; an empty text is rejected first.
 */
public final class GopherRepetition extends Profile {
    public static final String NAME = "gopher-repetition-datatrove";

    private static final long serialVersionUID = 1L;

    private final RepetitionSettings settings;

    public GopherRepetition(RepetitionSettings settings) {
        super(NAME, settings.words());
        this.settings = settings;
    }

    public static RepetitionSettings defaults() {
        return RepetitionSettings.of(WordSplit.SPACY_ENGLISH);
    }

    @Override
    List<Measure> measures() {
        Segments paragraphs = new Segments();
        Segments lines = new Segments();
        List<Measure> measures = new ArrayList<>(List.of(
                new Measure("characters", MeasuredText::length).reject("empty", BELOW, Optional.of(1.0)),
                new Measure(
                                "duplicate-paragraphs",
                                text -> paragraphs.paragraphs(text).duplicateShare())
                        .reject("duplicate-paragraphs", ABOVE, settings.paragraphs()),
                new Measure(
                                "duplicate-paragraph-characters",
                                text -> share(paragraphs.paragraphs(text).duplicateCharacters(), text))
                        .reject("duplicate-paragraph-characters", ABOVE, settings.paragraphCharacters()),
                new Measure("duplicate-lines", text -> lines.lines(text).duplicateShare())
                        .reject("duplicate-lines", ABOVE, settings.lines()),
                new Measure(
                                "duplicate-line-characters",
                                text -> share(lines.lines(text).duplicateCharacters(), text))
                        .reject("duplicate-line-characters", ABOVE, settings.lineCharacters())));
        measures.addAll(RepetitionSettings.ngrams(
                settings.topNgrams(),
                (text, n) -> share(text.ngrams().topCharacters(n), text),
                settings.repeatedNgrams(),
                (text, n) -> share(text.ngrams().repeatedCharacters(n), text)));
        return measures;
    }

    private static double share(long characters, MeasuredText text) {
        return text.length() == 0 ? 0 : (double) characters / text.length();
    }
}
