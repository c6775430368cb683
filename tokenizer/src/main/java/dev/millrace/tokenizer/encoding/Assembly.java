package dev.millrace.tokenizer.encoding;

import java.util.ArrayList;
import java.util.List;

/** From the encodings of single texts to what a model is given: cut, put into the template, joined. */
public record Assembly(Truncation truncation, PostProcessor postProcessor) {

    /** @param texts encodings of one text or two, each of type 0 */
    public Encoding assemble(List<Encoding> texts, SpecialTokens special) {
        int added = special == SpecialTokens.ADDED ? postProcessor.addedTokens(texts.size()) : 0;
        List<Encoding> typed = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            typed.add(typed(texts.get(i), i));
        }
        List<Encoding> cut = truncation.cut(typed, added);
        List<Encoding> overflowing = new ArrayList<>();
        if (cut.size() == 1) {
            for (Encoding window : cut.get(0).overflowing()) {
                overflowing.add(joined(List.of(window), special));
            }
        } else {
            overflowing.addAll(windows(cut.get(0), cut.get(1), special));
        }
        return joined(cut, special).withOverflowing(overflowing);
    }

    // every window of one text with every window of the other, but for the two first ones
    private List<Encoding> windows(Encoding first, Encoding second, SpecialTokens special) {
        List<Encoding> all = new ArrayList<>();
        for (Encoding window : first.overflowing()) {
            all.add(joined(List.of(window, second), special));
            for (Encoding other : second.overflowing()) {
                all.add(joined(List.of(window, other), special));
            }
        }
        for (Encoding other : second.overflowing()) {
            all.add(joined(List.of(first, other), special));
        }
        return all;
    }

    private Encoding joined(List<Encoding> parts, SpecialTokens special) {
        List<Encoding> processed = postProcessor.process(parts, special);
        if (processed.size() == 1) {
            return processed.get(0).withOverflowing(List.of());
        }
        EncodingBuilder builder =
                new EncodingBuilder(processed.stream().mapToInt(Encoding::size).sum());
        processed.forEach(builder::addAll);
        return builder.build();
    }

    private static Encoding typed(Encoding text, int index) {
        if (index == 0) {
            return text;
        }
        EncodingBuilder builder = new EncodingBuilder(text.size());
        builder.addAll(text);
        builder.setTypeIds(0, index);
        builder.setSequence(0, index);
        return builder.build();
    }
}
