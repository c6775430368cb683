package dev.millrace.tokenizer.composed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.tokenizer.encoding.BertProcessing;
import dev.millrace.tokenizer.encoding.PostProcessor;
import dev.millrace.tokenizer.encoding.RobertaProcessing;
import dev.millrace.tokenizer.encoding.Template;
import dev.millrace.tokenizer.encoding.TemplatePiece;
import dev.millrace.tokenizer.encoding.TrimOffsets;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code post_processor}. */
final class PostProcessorJson {
    private PostProcessorJson() {}

    static void write(PostProcessor processor, JsonGenerator json) throws IOException {
        if (processor instanceof PostProcessor.Sequence sequence) {
            writeSequence(sequence, json);
        } else if (processor instanceof Template template) {
            writeTemplate(template, json);
        } else if (processor instanceof BertProcessing bert) {
            JsonFields.start("BertProcessing", json);
            token("sep", bert.separator(), bert.separatorId(), json);
            token("cls", bert.classifier(), bert.classifierId(), json);
            json.writeEndObject();
        } else if (processor instanceof RobertaProcessing roberta) {
            JsonFields.start("RobertaProcessing", json);
            token("sep", roberta.separator(), roberta.separatorId(), json);
            token("cls", roberta.classifier(), roberta.classifierId(), json);
            json.writeBooleanField("trim_offsets", isTrimming(roberta.trim()));
            json.writeBooleanField("add_prefix_space", hasPrefix(roberta.trim()));
            json.writeEndObject();
        } else if (processor instanceof TrimOffsets trim) {
            JsonFields.byteLevel(hasPrefix(trim), isTrimming(trim), true, json);
        } else {
            throw JsonFields.unknown(processor);
        }
    }

    private static boolean isTrimming(TrimOffsets trim) {
        return trim.offsets() == TrimOffsets.Offsets.TRIMMED;
    }

    private static boolean hasPrefix(TrimOffsets trim) {
        return trim.prefix() == TrimOffsets.Prefix.SPACE;
    }

    private static void token(String name, String token, int id, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        json.writeString(token);
        json.writeNumber(id);
        json.writeEndArray();
    }

    private static void writeTemplate(Template template, JsonGenerator json) throws IOException {
        JsonFields.start("TemplateProcessing", json);
        pieces("single", template.single(), json);
        pieces("pair", template.pair(), json);
        json.writeObjectFieldStart("special_tokens");
        for (Map.Entry<String, Template.SpecialToken> token :
                template.specialTokens().entrySet()) {
            json.writeObjectFieldStart(token.getKey());
            json.writeStringField("id", token.getKey());
            json.writeArrayFieldStart("ids");
            for (int id : token.getValue().ids()) {
                json.writeNumber(id);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("tokens");
            for (String content : token.getValue().tokens()) {
                json.writeString(content);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void pieces(String name, List<TemplatePiece> pieces, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (TemplatePiece piece : pieces) {
            json.writeStartObject();
            if (piece instanceof TemplatePiece.Text text) {
                json.writeObjectFieldStart("Sequence");
                json.writeStringField("id", text.index() == 0 ? "A" : "B");
            } else if (piece instanceof TemplatePiece.Special special) {
                json.writeObjectFieldStart("SpecialToken");
                json.writeStringField("id", special.name());
            }
            json.writeNumberField("type_id", piece.typeId());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeSequence(PostProcessor.Sequence sequence, JsonGenerator json) throws IOException {
        if (sequence.parts().isEmpty()) {
            json.writeNull();
            return;
        }
        JsonFields.start("Sequence", json);
        json.writeArrayFieldStart("processors");
        for (PostProcessor part : sequence.parts()) {
            write(part, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
