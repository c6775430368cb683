package dev.millrace.tokenizer.composed;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What sections share. */
final class JsonFields {
    private JsonFields() {}

    /** Begins an object with its type. */
    static void start(String type, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
    }

    /** An object that is nothing but its type. */
    static void only(String type, JsonGenerator json) throws IOException {
        start(type, json);
        json.writeEndObject();
    }

    /** {@code "pattern": {"String": …}} or with {@code Regex}. */
    static void pattern(String kind, String pattern, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("pattern");
        json.writeStringField(kind, pattern);
        json.writeEndObject();
    }

    static void byteLevel(boolean prefixSpace, boolean trim, boolean regex, JsonGenerator json) throws IOException {
        start("ByteLevel", json);
        json.writeBooleanField("add_prefix_space", prefixSpace);
        json.writeBooleanField("trim_offsets", trim);
        json.writeBooleanField("use_regex", regex);
        json.writeEndObject();
    }

    static IllegalStateException unknown(Object part) {
        return new IllegalStateException(
                "A " + part.getClass().getSimpleName() + " can't be written: tokenizer.json has no such part");
    }
}
