package dev.millrace.trainer.interop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The JSON header of a safetensors file:
 * <pre>{"__metadata__": {key: text}, name: {"dtype": …, "shape": […], "data_offsets": [begin, end]}, …}</pre>
 * The tensors cover the data section without a gap or an overlap.
 */
record SafetensorsHeader(SortedMap<String, TensorEntry> tensors, SortedMap<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 8;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * @param dataBytes length of the data section that the entries must cover
     * @throws IOException saying what is wrong, without the file's name
     */
    static SafetensorsHeader parse(byte[] json, long dataBytes) throws IOException {
        SortedMap<String, TensorEntry> tensors = new TreeMap<>();
        SortedMap<String, String> metadata = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            expect(parser, JsonToken.START_OBJECT, "the header");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                expect(parser, JsonToken.START_OBJECT, "'" + name + "'");
                if (name.equals(METADATA)) {
                    readMetadata(parser, metadata);
                } else {
                    tensors.put(name, readEntry(parser, name));
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IOException("header is no single JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new IOException("header is no valid JSON: " + e.getOriginalMessage(), e);
        }
        checkCover(tensors.values(), dataBytes);
        return new SafetensorsHeader(tensors, metadata);
    }

    /** The header's bytes, filled with spaces so that the data section begins at a multiple of eight. */
    static byte[] render(List<Tensor> tensors, SortedMap<String, String> metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long begin = 0;
            for (Tensor tensor : tensors) {
                json.writeObjectFieldStart(tensor.name());
                json.writeStringField("dtype", tensor.type().name());
                json.writeFieldName("shape");
                json.writeArray(tensor.shape(), 0, tensor.shape().length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {begin, begin + tensor.bytes()}, 0, 2);
                json.writeEndObject();
                begin += tensor.bytes();
            }
            json.writeEndObject();
        }
        while (out.size() % ALIGNMENT != 0) {
            out.write(' ');
        }
        return out.toByteArray();
    }

    private static void readMetadata(JsonParser parser, SortedMap<String, String> metadata) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            expect(parser, JsonToken.VALUE_STRING, "metadata '" + key + "'");
            metadata.put(key, parser.getText());
        }
    }

    private static TensorEntry readEntry(JsonParser parser, String name) throws IOException {
        Optional<ElementType> type = Optional.empty();
        Optional<List<Long>> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            switch (field) {
                case "dtype" -> type = Optional.of(readType(parser, name));
                case "shape" -> shape = Optional.of(readLongs(parser, name, field));
                case "data_offsets" -> offsets = Optional.of(readLongs(parser, name, field));
                default -> throw new IOException("tensor '" + name + "' has an unknown field '" + field + "'");
            }
        }
        if (type.isEmpty()
                || shape.isEmpty()
                || offsets.isEmpty()
                || offsets.get().size() != 2) {
            throw new IOException("tensor '" + name + "' lacks dtype, shape or a pair of data_offsets");
        }
        TensorEntry entry = new TensorEntry(
                name,
                type.get(),
                shape.get(),
                offsets.get().get(0),
                offsets.get().get(1));
        checkSize(entry);
        return entry;
    }

    private static ElementType readType(JsonParser parser, String name) throws IOException {
        expect(parser, JsonToken.VALUE_STRING, "dtype of '" + name + "'");
        String text = parser.getText();
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(text)) {
                return type;
            }
        }
        throw new IOException("tensor '" + name + "' has an unknown dtype '" + text + "'");
    }

    private static List<Long> readLongs(JsonParser parser, String name, String field) throws IOException {
        expect(parser, JsonToken.START_ARRAY, field + " of '" + name + "'");
        List<Long> values = new ArrayList<>();
        while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            long value = parser.getLongValue();
            if (value < 0) {
                throw new IOException("tensor '" + name + "' has a negative " + field + ": " + value);
            }
            values.add(value);
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw new IOException(field + " of '" + name + "' holds " + parser.currentToken() + " (must be integers)");
        }
        return values;
    }

    private static void checkSize(TensorEntry entry) throws IOException {
        long bytes = entry.type().bytes();
        try {
            for (long length : entry.shape()) {
                bytes = Math.multiplyExact(bytes, length);
            }
        } catch (ArithmeticException e) {
            throw new IOException("tensor '" + entry.name() + "' is too large: " + entry.describe(), e);
        }
        if (entry.end() - entry.begin() != bytes) {
            throw new IOException("tensor '" + entry.name() + "' takes " + (entry.end() - entry.begin())
                    + " bytes where " + entry.describe() + " needs " + bytes);
        }
    }

    private static void checkCover(Collection<TensorEntry> entries, long dataBytes) throws IOException {
        List<TensorEntry> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparingLong(TensorEntry::begin)
                .thenComparingLong(TensorEntry::end)
                .thenComparing(TensorEntry::name));
        long covered = 0;
        for (TensorEntry entry : ordered) {
            if (entry.end() > dataBytes) {
                throw new IOException("tensor '" + entry.name() + "' ends at byte " + entry.end()
                        + " of a data section of " + dataBytes + " (truncated?)");
            }
            if (entry.begin() != covered) {
                throw new IOException("tensor '" + entry.name() + "' begins at byte " + entry.begin() + ", "
                        + (entry.begin() < covered ? "overlapping one that ends at " : "leaving a gap after ")
                        + covered);
            }
            covered = entry.end();
        }
        if (covered != dataBytes) {
            throw new IOException("data section has " + (dataBytes - covered) + " bytes that belong to no tensor");
        }
    }

    private static void expect(JsonParser parser, JsonToken token, String what) throws IOException {
        JsonToken found = parser.nextToken();
        if (found != token) {
            throw new IOException(what + " is " + found + " (must be " + token + ")");
        }
    }
}
