package dev.millrace.pipeline.report;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long a stage took when it last ran.
 *
 * @param processed in {@code unit}s
 * @param unit in the plural, such as {@code documents}
 * @param bytes that the stage read; 0 where none were counted
 * @param costs seconds of processor time by inner stage, summed over all cores
 */
public record Timing(
        String stage, double seconds, long processed, String unit, long bytes, SortedMap<String, Double> costs) {
    public Timing {
        SortedMap<String, Double> named = new TreeMap<>();
        costs.forEach((name, cost) -> named.put(SafeText.line(name, SafeText.NAME), cost));
        costs = Collections.unmodifiableSortedMap(named);
        stage = SafeText.line(stage, SafeText.NAME);
        unit = SafeText.line(unit, SafeText.NAME);
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("Invalid seconds: " + seconds + " (must be >= 0)");
        }
    }

    /** One whose inner stages have no clocks. */
    public Timing(String stage, double seconds, long processed, String unit) {
        this(stage, seconds, processed, unit, 0, new TreeMap<>());
    }

    /** Units a second. */
    public double rate() {
        return seconds > 0 ? processed / seconds : 0;
    }
}
