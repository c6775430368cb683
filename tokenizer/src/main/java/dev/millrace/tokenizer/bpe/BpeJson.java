package dev.millrace.tokenizer.bpe;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.canonical.CanonicalJson;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.text.Normalization;
import java.io.IOException;
import java.util.List;

/** What {@code tokenizer.json} says of byte-level BPE. */
record BpeJson(BpeTokenizer tokenizer) implements CanonicalJson.Sections {
    private static final String BYTE_LEVEL = "ByteLevel";

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
        BpeSettings settings = tokenizer.settings();
        if (settings.split() == WordSplit.GPT2) {
            byteLevel(json, settings.prefixSpace(), true);
            return;
        }
        json.writeStartObject();
        json.writeStringField("type", "Sequence");
        json.writeArrayFieldStart("pretokenizers");
        json.writeStartObject();
        json.writeStringField("type", "Split");
        json.writeObjectFieldStart("pattern");
        json.writeStringField("Regex", settings.split().regex());
        json.writeEndObject();
        json.writeStringField("behavior", "Isolated");
        json.writeBooleanField("invert", false);
        json.writeEndObject();
        byteLevel(json, settings.prefixSpace(), false);
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void decoder(JsonGenerator json) throws IOException {
        byteLevel(json, true, true);
    }

    private static void byteLevel(JsonGenerator json, boolean prefixSpace, boolean regex) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", BYTE_LEVEL);
        json.writeBooleanField("add_prefix_space", prefixSpace);
        json.writeBooleanField("trim_offsets", true);
        json.writeBooleanField("use_regex", regex);
        json.writeEndObject();
    }

    @Override
    public void model(JsonGenerator json) throws IOException {
        BpeModel model = tokenizer.model();
        json.writeStartObject();
        json.writeStringField("type", "BPE");
        json.writeNullField("dropout");
        json.writeNullField("unk_token");
        json.writeNullField("continuing_subword_prefix");
        json.writeNullField("end_of_word_suffix");
        json.writeBooleanField("fuse_unk", false);
        json.writeBooleanField("byte_fallback", false);
        json.writeBooleanField("ignore_merges", tokenizer.settings().ignoreMerges());
        json.writeObjectFieldStart("vocab");
        for (int id = 0; id < model.size(); id++) {
            json.writeNumberField(model.token(id), id);
        }
        json.writeEndObject();
        json.writeArrayFieldStart("merges");
        for (int rank = 0; rank < model.merges(); rank++) {
            json.writeStartArray();
            json.writeString(model.token(model.left(rank)));
            json.writeString(model.token(model.right(rank)));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
