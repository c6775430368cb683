package dev.millrace.tokenizer.charlevel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.canonical.CanonicalJson;
import dev.millrace.tokenizer.text.Normalization;
import java.io.IOException;
import java.util.List;

/**
 * What {@code tokenizer.json} says of one token a character: words that are split at every place, each of them a token,
 * joined without spaces.
 */
record CharacterJson(CharacterTokenizer tokenizer) implements CanonicalJson.Sections {
    private static final String TYPE = "type";

    @Override
    public List<AddedToken> addedTokens() {
        return tokenizer.addedTokens();
    }

    @Override
    public Normalization normalization() {
        return tokenizer.settings().normalization();
    }

    @Override
    public String postProcessor() {
        return tokenizer.settings().postProcessor();
    }

    @Override
    public void preTokenizer(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(TYPE, "Split");
        json.writeObjectFieldStart("pattern");
        json.writeStringField("String", "");
        json.writeEndObject();
        json.writeStringField("behavior", "Isolated");
        json.writeBooleanField("invert", false);
        json.writeEndObject();
    }

    @Override
    public void decoder(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(TYPE, "Fuse");
        json.writeEndObject();
    }

    @Override
    public void model(JsonGenerator json) throws IOException {
        CharacterModel model = tokenizer.model();
        json.writeStartObject();
        json.writeStringField(TYPE, "WordLevel");
        json.writeObjectFieldStart("vocab");
        for (int id = 0; id < model.vocabulary().size(); id++) {
            json.writeNumberField(model.vocabulary().get(id), id);
        }
        json.writeEndObject();
        json.writeStringField("unk_token", model.unknown());
        json.writeEndObject();
    }
}
