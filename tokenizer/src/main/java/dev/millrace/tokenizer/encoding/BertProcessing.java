package dev.millrace.tokenizer.encoding;

import java.util.List;
import java.util.Map;

/** BERT's template: {@code [CLS] A [SEP]}, {@code [CLS] A [SEP] B [SEP]}, the second text and its end of type 1. */
public record BertProcessing(String separator, int separatorId, String classifier, int classifierId)
        implements PostProcessor {

    @Override
    public int addedTokens(int texts) {
        return template().addedTokens(texts);
    }

    @Override
    public List<Encoding> process(List<Encoding> parts, SpecialTokens special) {
        if (special == SpecialTokens.LEFT_OUT) {
            return parts;
        }
        return template().process(parts, special);
    }

    private Template template() {
        TemplatePiece first = new TemplatePiece.Text(0, 0);
        TemplatePiece begin = new TemplatePiece.Special("classifier", 0);
        TemplatePiece end = new TemplatePiece.Special("separator", 0);
        TemplatePiece second = new TemplatePiece.Text(1, 1);
        TemplatePiece secondEnd = new TemplatePiece.Special("separator", 1);
        return new Template(
                List.of(begin, first, end),
                List.of(begin, first, end, second, secondEnd),
                Map.of(
                        "classifier",
                        new Template.SpecialToken(List.of(classifierId), List.of(classifier)),
                        "separator",
                        new Template.SpecialToken(List.of(separatorId), List.of(separator))));
    }
}
