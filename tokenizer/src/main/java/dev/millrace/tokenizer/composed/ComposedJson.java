package dev.millrace.tokenizer.composed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.canonical.CanonicalJson;
import dev.millrace.tokenizer.encoding.Padding;
import dev.millrace.tokenizer.encoding.Truncation;
import java.io.IOException;
import java.util.Locale;

/** {@code tokenizer.json} of a tokenizer's parts, as Hugging Face's {@code save} lays it out. */
record ComposedJson(TokenizerParts parts) implements CanonicalJson.Document {

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", "1.0");
        json.writeFieldName("truncation");
        truncation(parts.truncation(), json);
        json.writeFieldName("padding");
        padding(parts.padding(), json);
        json.writeArrayFieldStart("added_tokens");
        for (AddedToken token : parts.addedTokens()) {
            CanonicalJson.addedToken(token, json);
        }
        json.writeEndArray();
        json.writeFieldName("normalizer");
        NormalizerJson.write(parts.normalizer(), json);
        json.writeFieldName("pre_tokenizer");
        PreTokenizerJson.write(parts.preTokenizer(), json);
        json.writeFieldName("post_processor");
        PostProcessorJson.write(parts.postProcessor(), json);
        json.writeFieldName("decoder");
        DecoderJson.write(parts.decoder(), json);
        json.writeFieldName("model");
        ModelJson.write(parts.model(), json);
        json.writeEndObject();
    }

    private static void truncation(Truncation truncation, JsonGenerator json) throws IOException {
        if (truncation.equals(Truncation.none())) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("direction", direction(truncation.direction()));
        json.writeNumberField("max_length", truncation.maxLength());
        json.writeStringField(
                "strategy",
                switch (truncation.strategy()) {
                    case LONGEST_FIRST -> "LongestFirst";
                    case ONLY_FIRST -> "OnlyFirst";
                    case ONLY_SECOND -> "OnlySecond";
                });
        json.writeNumberField("stride", truncation.stride());
        json.writeEndObject();
    }

    private static void padding(Padding padding, JsonGenerator json) throws IOException {
        if (padding.equals(Padding.none())) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        if (padding.length() instanceof Padding.Fixed fixed) {
            json.writeObjectFieldStart("strategy");
            json.writeNumberField("Fixed", fixed.length());
            json.writeEndObject();
        } else {
            json.writeStringField("strategy", "BatchLongest");
        }
        json.writeStringField("direction", direction(padding.direction()));
        if (padding.multipleOf() == 1) {
            json.writeNullField("pad_to_multiple_of");
        } else {
            json.writeNumberField("pad_to_multiple_of", padding.multipleOf());
        }
        json.writeNumberField("pad_id", padding.id());
        json.writeNumberField("pad_type_id", padding.typeId());
        json.writeStringField("pad_token", padding.token());
        json.writeEndObject();
    }

    private static String direction(Truncation.Direction direction) {
        return capitalised(direction.name());
    }

    /** {@code MERGED_WITH_NEXT} as {@code MergedWithNext}. */
    static String capitalised(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
