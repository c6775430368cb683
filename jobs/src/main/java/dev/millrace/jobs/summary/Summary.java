package dev.millrace.jobs.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Closing figures of a command.
 *
 * @param work whether it was done now
 * @param processed in {@code unit}s
 * @param unit in the plural, such as {@code documents}
 * @param figures more of them in the order to show them: numbers, texts, maps and lists of those
 */
public record Summary(
        String command, Work work, long processed, String unit, double seconds, Map<String, Object> figures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Done now, or found done by an earlier run. */
    public enum Work {
        DONE,
        FOUND
    }

    public Summary {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    public Summary(String command, long processed, String unit, double seconds) {
        this(command, Work.DONE, processed, unit, seconds, Map.of());
    }

    public Summary with(String name, Object figure) {
        Map<String, Object> more = new LinkedHashMap<>(figures);
        more.put(name, figure);
        return new Summary(command, work, processed, unit, seconds, more);
    }

    /** The same, found done by an earlier run. */
    public Summary found() {
        return new Summary(command, Work.FOUND, processed, unit, seconds, figures);
    }

    /** {@code encode: 1,234 tokens in 0.5 s (2,468 tokens/s)}, then the plain figures that are not nought. */
    public String line() {
        StringBuilder line = new StringBuilder(
                switch (work) {
                    case DONE ->
                        String.format(
                                Locale.ROOT,
                                "%s: %,d %s in %.1f s (%,d %s/s)",
                                command,
                                processed,
                                unit,
                                seconds,
                                rate(),
                                unit);
                    case FOUND ->
                        String.format(
                                Locale.ROOT, "%s: found done, %,d %s, in %.1f s", command, processed, unit, seconds);
                });
        figures.forEach((name, figure) -> {
            if (figure instanceof Number number && number.doubleValue() != 0) {
                line.append(", ").append(name).append(' ').append(shown(number));
            }
        });
        return line.toString();
    }

    /** The same as one indented JSON object. */
    public String json() {
        return json(JSON.writerWithDefaultPrettyPrinter());
    }

    /** The same as one line of JSON. */
    public String jsonLine() {
        return json(JSON.writer());
    }

    /** Everything as a map: command, count under its unit, seconds, rate, the figures. */
    public Map<String, Object> all() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("command", command);
        object.put("found", work == Work.FOUND);
        object.put(unit, processed);
        object.put("seconds", seconds);
        object.put("rate", seconds > 0 ? processed / seconds : 0);
        object.putAll(figures);
        return object;
    }

    /** A figure as people read it; empty when there is none. */
    public String figure(String name) {
        Object figure = figures.getOrDefault(name, "");
        return figure instanceof Number number ? shown(number) : figure.toString();
    }

    private String json(ObjectWriter writer) {
        try {
            return writer.writeValueAsString(all()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Could not write the figures of " + command, e);
        }
    }

    private long rate() {
        return seconds > 0 ? Math.round(processed / seconds) : 0;
    }

    private static String shown(Number number) {
        return number instanceof Long || number instanceof Integer
                ? String.format(Locale.ROOT, "%,d", number.longValue())
                : String.format(Locale.ROOT, "%.4g", number.doubleValue());
    }
}
