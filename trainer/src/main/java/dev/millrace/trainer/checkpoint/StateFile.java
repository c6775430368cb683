package dev.millrace.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.trainer.loop.Recent;
import java.io.IOException;
import java.util.List;

/**
 * {@value #NAME} of a checkpoint: everything but the vectors and the history, and the digests of those files.
 *
 * @param version of this layout
 * @param step optimiser steps done
 * @param cursor sequences consumed
 * @param parameters length of the vectors
 * @param recent what a guard looks back on
 */
record StateFile(
        int version, long step, long cursor, long parameters, Recent recent, RunIdentity identity, List<Entry> files) {
    static final String NAME = "state.json";
    static final int VERSION = 2;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    // Double.toString gives other digits on other Javas
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static StateFile parse(byte[] json) throws IOException {
        StateFile state = read(json, StateFile.class);
        if (state.version != VERSION) {
            throw new IOException("has version " + state.version + " (must be " + VERSION + ")");
        }
        return state;
    }

    byte[] render() throws IOException {
        return write(this);
    }

    static <T> T read(byte[] json, Class<T> type) throws IOException {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IOException(e.getOriginalMessage(), e);
        }
    }

    static byte[] write(Object value) throws IOException {
        return JSON.writeValueAsBytes(value);
    }

    /** One file of the checkpoint. */
    record Entry(String path, long bytes, String sha256) {}
}
