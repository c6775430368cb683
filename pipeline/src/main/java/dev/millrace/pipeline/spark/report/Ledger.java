package dev.millrace.pipeline.spark.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.pipeline.report.JobFunnel;
import dev.millrace.pipeline.report.JobFunnel.StageFlow;
import dev.millrace.pipeline.report.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a committed stage says of itself.
 *
 * @param rejected documents by {@code stage/rule}
 * @param configuration SHA-256 of the configuration, hexadecimal
 */
record Ledger(
        String stage,
        String key,
        String configuration,
        long in,
        long kept,
        SortedMap<String, Long> rejected,
        long files,
        long bytes) {
    /** Reading comes before every chain. */
    private static final String SOURCE = "source";

    static Ledger of(String stage, JsonNode manifest) {
        SortedMap<String, Long> rejected = new TreeMap<>();
        JsonNode ledger = manifest.path("ledger");
        ledger.path("rejected")
                .fields()
                .forEachRemaining(
                        field -> rejected.put(field.getKey(), field.getValue().asLong()));
        long bytes = 0;
        for (JsonNode file : manifest.path("files")) {
            bytes += file.path("bytes").asLong();
        }
        return new Ledger(
                stage,
                manifest.path("key").asText(),
                digest(manifest.path("configuration")),
                ledger.path("in").asLong(),
                ledger.path("kept").asLong(),
                Collections.unmodifiableSortedMap(rejected),
                manifest.path("files").size(),
                bytes);
    }

    Origin.CommittedStage committed() {
        return new Origin.CommittedStage(stage, key, configuration, files, bytes);
    }

    /** The job's stages: reading, then the chain's, then what the ledger names besides, by name. */
    JobFunnel funnel(List<String> chain) {
        SortedMap<String, Long> byStage = new TreeMap<>();
        rejected.forEach((rule, documents) -> byStage.merge(rule.substring(0, slash(rule)), documents, Long::sum));
        List<String> order = new ArrayList<>();
        if (byStage.containsKey(SOURCE)) {
            order.add(SOURCE);
        }
        chain.stream().filter(name -> !order.contains(name)).forEach(order::add);
        byStage.keySet().stream().filter(name -> !order.contains(name)).forEach(order::add);
        List<StageFlow> flows = new ArrayList<>();
        long left = in;
        for (String name : order) {
            long next = left - byStage.getOrDefault(name, 0L);
            flows.add(new StageFlow(name, left, next));
            left = next;
        }
        return new JobFunnel(stage, in, kept, flows);
    }

    private static int slash(String rule) {
        int slash = rule.indexOf('/');
        return slash < 0 ? rule.length() : slash;
    }

    /** Over the compact JSON text, whose keys the manifest has sorted. */
    private static String digest(JsonNode configuration) {
        try {
            byte[] text = configuration.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }
}
