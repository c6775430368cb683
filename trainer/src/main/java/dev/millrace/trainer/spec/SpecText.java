package dev.millrace.trainer.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Specifications as JSON text, the same on every Java. */
public final class SpecText {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    // Double.toString gives other digits on other Javas
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private SpecText() {}

    /** A record of this package as text. */
    public static String write(Object specification) {
        try {
            return JSON.writeValueAsString(specification);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Invalid specification: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The record that {@link #write} wrote.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Invalid specification: " + e.getOriginalMessage(), e);
        }
    }
}
