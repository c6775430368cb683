package dev.millrace.pipeline.perplexity;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Perplexities of a corpus by language, as percentiles 0 to 100: what share of a language's documents is at most so
 * perplexing.
 *
 * @param languages 101 ascending numbers each
 */
public record Percentiles(SortedMap<String, List<Double>> languages) {
    private static final int COUNT = 101;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Percentiles {
        SortedMap<String, List<Double>> copy = new TreeMap<>();
        languages.forEach((language, values) -> copy.put(language, List.copyOf(values)));
        for (Map.Entry<String, List<Double>> language : copy.entrySet()) {
            check(language.getKey(), language.getValue());
        }
        languages = Collections.unmodifiableSortedMap(copy);
    }

    private static void check(String language, List<Double> values) {
        if (values.size() != COUNT) {
            throw new IllegalArgumentException(
                    "Invalid percentiles of " + language + ": " + values.size() + " numbers (must be " + COUNT + ")");
        }
        for (int i = 0; i < COUNT; i++) {
            if (!(values.get(i) > 0) || (i > 0 && values.get(i) < values.get(i - 1))) {
                throw new IllegalArgumentException("Invalid percentiles of " + language + ": number " + i + " is "
                        + values.get(i) + " (must be > 0 and ascend)");
            }
        }
    }

    /** Which of so many sorted values, from 0 on, is the percentile: that at percentile / 100 · (count − 1), rounded down. */
    public static long index(int percentile, long count) {
        return Math.floorDiv(percentile * (count - 1), 100);
    }

    /** Cutoffs of every language at these percentiles. */
    List<Cutoffs> cutoffs(int head, int tail) {
        List<Cutoffs> cutoffs = new ArrayList<>();
        languages.forEach((language, values) -> cutoffs.add(new Cutoffs(language, values.get(head), values.get(tail))));
        return cutoffs;
    }

    /** One JSON object of language to numbers. */
    public byte[] json() throws IOException {
        ObjectNode node = JSON.createObjectNode();
        languages.forEach((language, values) -> {
            ArrayNode array = node.putArray(language);
            values.forEach(array::add);
        });
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    }

    /** @throws IOException with the name of what is damaged */
    public static Percentiles read(InputStream in, String name) throws IOException {
        try {
            JsonNode node = JSON.readTree(in);
            if (!(node instanceof ObjectNode object)) {
                throw new IOException(name + ": must be a JSON object of language to percentiles");
            }
            SortedMap<String, List<Double>> languages = new TreeMap<>();
            for (Map.Entry<String, JsonNode> language : object.properties()) {
                List<Double> values = new ArrayList<>();
                for (JsonNode value : language.getValue()) {
                    values.add(value.asDouble(Double.NaN));
                }
                languages.put(language.getKey(), values);
            }
            return new Percentiles(languages);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(
                    name + ": " + e.getMessage().lines().findFirst().orElse("damaged"));
        }
    }
}
