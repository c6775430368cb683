package dev.millrace.pipeline.report;

import java.util.List;

/**
 * A trained tokenizer.
 *
 * @param model its kind, such as {@code BPE}
 * @param vocabulary tokens, added ones included
 * @param merges learnt; nought for models without
 * @param added tokens that are matched before the model is asked
 * @param longest tokens as the file spells them, longest first
 */
public record TokenizerFigures(String model, long vocabulary, long merges, List<String> added, List<String> longest) {
    public TokenizerFigures {
        model = SafeText.line(model, SafeText.NAME);
        added = added.stream().map(token -> SafeText.line(token, SafeText.NAME)).toList();
        longest = longest.stream()
                .map(token -> SafeText.line(token, SafeText.NAME))
                .toList();
    }
}
