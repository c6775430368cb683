package dev.millrace.tokenizer.bpe;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.text.Normalization;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** {@code tokenizer.json} in the one layout that Hugging Face's {@code save} gives it too. */
final class CanonicalJson {
    private static final String BYTE_LEVEL = "ByteLevel";

    private final JsonGenerator json;

    private CanonicalJson(JsonGenerator json) {
        this.json = json;
    }

    static void write(BpeTokenizer tokenizer, OutputStream out) throws IOException {
        JsonGenerator generator = new JsonFactory()
                .createGenerator(out, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new JsonLayout());
        try (generator) {
            new CanonicalJson(generator).tokenizer(tokenizer);
        }
    }

    static String fingerprint(BpeTokenizer tokenizer) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            write(tokenizer, new DigestOutputStream(OutputStream.nullOutputStream(), sha));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The tokenizer can't be written", e);
        }
    }

    private void tokenizer(BpeTokenizer tokenizer) throws IOException {
        BpeSettings settings = tokenizer.settings();
        json.writeStartObject();
        json.writeStringField("version", "1.0");
        json.writeNullField("truncation");
        json.writeNullField("padding");
        json.writeArrayFieldStart("added_tokens");
        for (AddedToken token : tokenizer.addedTokens()) {
            addedToken(token);
        }
        json.writeEndArray();
        normalizer(settings.normalization());
        preTokenizer(settings);
        json.writeFieldName("post_processor");
        ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.writeTree(json, mapper.readTree(settings.postProcessor()));
        json.writeFieldName("decoder");
        byteLevel(true, true);
        model(tokenizer.model(), settings);
        json.writeEndObject();
        json.flush();
    }

    private void addedToken(AddedToken token) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", token.id());
        json.writeStringField("content", token.content());
        json.writeBooleanField("single_word", false);
        json.writeBooleanField("lstrip", token.leftStrip());
        json.writeBooleanField("rstrip", token.rightStrip());
        json.writeBooleanField("normalized", token.normalized());
        json.writeBooleanField("special", token.special());
        json.writeEndObject();
    }

    private void normalizer(Normalization normalization) throws IOException {
        if (normalization == Normalization.NONE) {
            json.writeNullField("normalizer");
            return;
        }
        json.writeObjectFieldStart("normalizer");
        json.writeStringField("type", normalization.name());
        json.writeEndObject();
    }

    private void preTokenizer(BpeSettings settings) throws IOException {
        json.writeFieldName("pre_tokenizer");
        if (settings.split() == WordSplit.GPT2) {
            byteLevel(settings.prefixSpace(), true);
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
        byteLevel(settings.prefixSpace(), false);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void byteLevel(boolean prefixSpace, boolean regex) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", BYTE_LEVEL);
        json.writeBooleanField("add_prefix_space", prefixSpace);
        json.writeBooleanField("trim_offsets", true);
        json.writeBooleanField("use_regex", regex);
        json.writeEndObject();
    }

    private void model(BpeModel model, BpeSettings settings) throws IOException {
        json.writeObjectFieldStart("model");
        json.writeStringField("type", "BPE");
        json.writeNullField("dropout");
        json.writeNullField("unk_token");
        json.writeNullField("continuing_subword_prefix");
        json.writeNullField("end_of_word_suffix");
        json.writeBooleanField("fuse_unk", false);
        json.writeBooleanField("byte_fallback", false);
        json.writeBooleanField("ignore_merges", settings.ignoreMerges());
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
