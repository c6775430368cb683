package dev.millrace.pipeline.spark;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a stage run did.
 *
 * @param how whether the stage ran or was found done
 * @param seconds that it took now
 * @param bytes read: payloads of a crawl, UTF-8 text elsewhere; 0 when the stage was found done
 * @param costs seconds of processor time by inner stage, summed over all cores; empty when it was found done
 */
public record StageReport(
        StageManifest manifest, How how, double seconds, long bytes, SortedMap<String, Double> costs) {
    /** What records of runs call {@link #bytes}, where the costs were measured. */
    public static final String BYTES = "bytes";

    /** What records of runs call {@link #costs}. */
    public static final String CORE_SECONDS = "core-seconds by stage";

    /** Whether work was needed. */
    public enum How {
        RAN,
        FOUND_DONE
    }

    public StageReport {
        costs = Collections.unmodifiableSortedMap(new TreeMap<>(costs));
    }
}
