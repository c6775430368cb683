package dev.millrace.pipeline.report;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the figures were made from.
 *
 * @param stages committed outputs, in the order of the flow
 * @param versions of the software, by name
 */
public record Origin(List<CommittedStage> stages, SortedMap<String, String> versions) {
    public Origin {
        stages = List.copyOf(stages);
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    /**
     * @param key that the output is committed under
     * @param configuration SHA-256 of the stage's configuration, hexadecimal
     * @param files of the output
     * @param bytes of all files
     */
    public record CommittedStage(String name, String key, String configuration, long files, long bytes) {
        public CommittedStage {
            name = SafeText.line(name, SafeText.NAME);
            key = SafeText.line(key, SafeText.NAME);
            configuration = SafeText.line(configuration, SafeText.NAME);
        }
    }
}
