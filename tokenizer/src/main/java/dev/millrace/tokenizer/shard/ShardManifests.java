package dev.millrace.tokenizer.shard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** {@link ShardManifest} as JSON: the same bytes for equal manifests, on every Java. */
public final class ShardManifests {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Double.toString gives other digits on other Javas
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .build())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .build();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER = MAPPER.writer(
            new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER));

    private ShardManifests() {}

    /**
     * Reads a manifest; the stream is left open.
     *
     * @param name of the input in errors
     * @throws IOException in one line with file and place, if it can't be read, is no manifest, or has another version
     */
    public static ShardManifest read(InputStream in, String name) throws IOException {
        try {
            ShardManifest manifest = MAPPER.readValue(in, ShardManifest.class);
            if (manifest == null) {
                throw new IOException(name + ": no shard manifest");
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw new IOException(name + ": " + place(e) + firstLine(e), e);
        }
    }

    /** Writes a manifest as UTF-8; the stream is left open. */
    public static void write(ShardManifest manifest, OutputStream out) throws IOException {
        out.write(WRITER.writeValueAsBytes(manifest));
        out.write("\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String place(JsonProcessingException e) {
        String key = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        JsonLocation location = e.getLocation();
        return (key.isEmpty() ? "" : key + ": ") + (location == null ? "" : "line " + location.getLineNr() + ": ");
    }

    private static String firstLine(JsonProcessingException e) {
        // what a record's constructor finds is wrapped once
        String message =
                e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : e.getOriginalMessage();
        // the rest tells of the parser's settings
        return message.replaceAll("; `DeserializationFeature.*", "")
                .lines()
                .findFirst()
                .orElse("no valid JSON");
    }
}
