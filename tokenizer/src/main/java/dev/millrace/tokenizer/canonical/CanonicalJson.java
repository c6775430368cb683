package dev.millrace.tokenizer.canonical;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.text.Normalization;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** {@code tokenizer.json} in the one layout that Hugging Face's {@code save} gives it too. */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** The sections in their order; what kinds of tokenizers differ in, they write themselves. */
    public interface Sections {
        List<AddedToken> addedTokens();

        Normalization normalization();

        /** Writes a value. */
        void preTokenizer(JsonGenerator json) throws IOException;

        /** JSON of the post-processor; {@code null} where there is none. */
        String postProcessor();

        /** Writes a value. */
        void decoder(JsonGenerator json) throws IOException;

        /** Writes a value. */
        void model(JsonGenerator json) throws IOException;
    }

    /** A file as a whole. */
    public interface Document {

        /** Writes one value. */
        void write(JsonGenerator json) throws IOException;
    }

    /** Writes the file; the stream is left open. */
    public static void write(Sections sections, OutputStream out) throws IOException {
        write((Document) json -> write(sections, json), out);
    }

    /** Writes the file; the stream is left open. */
    public static void write(Document document, OutputStream out) throws IOException {
        // by a writer, as Jackson escapes what lies beyond the basic plane when it makes the bytes itself
        JsonGenerator generator = new JsonFactory()
                .createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8))
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new JsonLayout());
        try (generator) {
            document.write(generator);
            generator.flush();
        }
    }

    /** SHA-256 of the file, hexadecimal. */
    public static String fingerprint(Sections sections) {
        return fingerprint((Document) json -> write(sections, json));
    }

    /** SHA-256 of the file, hexadecimal. */
    public static String fingerprint(Document document) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            write(document, new DigestOutputStream(OutputStream.nullOutputStream(), sha));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The tokenizer can't be written", e);
        }
    }

    private static void write(Sections sections, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", "1.0");
        json.writeNullField("truncation");
        json.writeNullField("padding");
        json.writeArrayFieldStart("added_tokens");
        for (AddedToken token : sections.addedTokens()) {
            addedToken(token, json);
        }
        json.writeEndArray();
        normalizer(sections.normalization(), json);
        json.writeFieldName("pre_tokenizer");
        sections.preTokenizer(json);
        json.writeFieldName("post_processor");
        ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.writeTree(json, mapper.readTree(sections.postProcessor()));
        json.writeFieldName("decoder");
        sections.decoder(json);
        json.writeFieldName("model");
        sections.model(json);
        json.writeEndObject();
    }

    /** Writes an entry of {@code added_tokens}. */
    public static void addedToken(AddedToken token, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", token.id());
        json.writeStringField("content", token.content());
        json.writeBooleanField("single_word", token.singleWord());
        json.writeBooleanField("lstrip", token.leftStrip());
        json.writeBooleanField("rstrip", token.rightStrip());
        json.writeBooleanField("normalized", token.normalized());
        json.writeBooleanField("special", token.special());
        json.writeEndObject();
    }

    private static void normalizer(Normalization normalization, JsonGenerator json) throws IOException {
        if (normalization == Normalization.NONE) {
            json.writeNullField("normalizer");
            return;
        }
        json.writeObjectFieldStart("normalizer");
        json.writeStringField("type", normalization.name());
        json.writeEndObject();
    }
}
