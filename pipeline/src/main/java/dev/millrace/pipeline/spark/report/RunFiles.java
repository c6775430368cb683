package dev.millrace.pipeline.spark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.pipeline.report.Timing;
import dev.millrace.pipeline.spark.StageReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Timings from {@code runs/*.jsonl}: lines with the fields command, seconds and, for what was processed, one count
 * named after its unit right after command; {@value StageReport#BYTES} and {@value StageReport#CORE_SECONDS} where they were measured. The
 * last line of a command that did the work counts.
 */
final class RunFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunFiles() {}

    static List<Timing> timings(OutputFiles files) throws IOException {
        Map<String, Timing> timings = new LinkedHashMap<>();
        for (String name : files.names("runs")) {
            if (name.endsWith(".jsonl")) {
                byte[] bytes = files.bytes("runs/" + name).orElse(new byte[0]);
                new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> timing(line).ifPresent(timing -> timings.put(timing.stage(), timing)));
            }
        }
        return List.copyOf(timings.values());
    }

    /** Empty for a line that is no summary, such as one that a kill cut short, and for one that found all done. */
    private static Optional<Timing> timing(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            boolean usable = json.path("command").isTextual()
                    && json.path("seconds").isNumber()
                    && json.path("seconds").asDouble() >= 0
                    && !json.path("found").asBoolean(false);
            return usable ? Optional.of(timing(json)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Timing timing(JsonNode json) {
        long processed = 0;
        String unit = "";
        var fields = json.fields();
        while (fields.hasNext() && unit.isEmpty()) {
            var field = fields.next();
            if (field.getValue().isIntegralNumber()) {
                processed = field.getValue().asLong();
                unit = field.getKey();
            }
        }
        SortedMap<String, Double> costs = new TreeMap<>();
        json.path(StageReport.CORE_SECONDS).fields().forEachRemaining(cost -> {
            if (cost.getValue().isNumber()) {
                costs.put(cost.getKey(), cost.getValue().asDouble());
            }
        });
        return new Timing(
                json.path("command").asText(),
                json.path("seconds").asDouble(),
                processed,
                unit,
                json.path(StageReport.BYTES).asLong(0),
                costs);
    }
}
