package dev.millrace.tokenizer.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * RoBERTa's template: {@code <s> A </s>}, {@code <s> A </s> </s> B </s>}, all of type 0.
 *
 * @param trim what is done to the places of tokens first
 */
public record RobertaProcessing(
        String separator, int separatorId, String classifier, int classifierId, TrimOffsets trim)
        implements PostProcessor {

    @Override
    public int addedTokens(int texts) {
        return template().addedTokens(texts);
    }

    @Override
    public List<Encoding> process(List<Encoding> parts, SpecialTokens special) {
        List<Encoding> trimmed = new ArrayList<>();
        for (Encoding part : trim.process(parts, special)) {
            EncodingBuilder builder = new EncodingBuilder(part.size());
            builder.addAll(part);
            builder.setTypeIds(0, 0);
            trimmed.add(builder.build());
        }
        return special == SpecialTokens.LEFT_OUT ? trimmed : template().process(trimmed, special);
    }

    private Template template() {
        TemplatePiece first = new TemplatePiece.Text(0, 0);
        TemplatePiece begin = new TemplatePiece.Special("classifier", 0);
        TemplatePiece end = new TemplatePiece.Special("separator", 0);
        TemplatePiece second = new TemplatePiece.Text(1, 0);
        return new Template(
                List.of(begin, first, end),
                List.of(begin, first, end, end, second, end),
                Map.of(
                        "classifier",
                        new Template.SpecialToken(List.of(classifierId), List.of(classifier)),
                        "separator",
                        new Template.SpecialToken(List.of(separatorId), List.of(separator))));
    }
}
