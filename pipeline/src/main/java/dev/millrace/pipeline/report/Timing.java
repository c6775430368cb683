package dev.millrace.pipeline.report;

/**
 * How long a stage took when it last ran.
 *
 * @param processed in {@code unit}s
 * @param unit in the plural, such as {@code documents}
 */
public record Timing(String stage, double seconds, long processed, String unit) {
    public Timing {
        stage = SafeText.line(stage, SafeText.NAME);
        unit = SafeText.line(unit, SafeText.NAME);
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("Invalid seconds: " + seconds + " (must be >= 0)");
        }
    }

    /** Units a second. */
    public double rate() {
        return seconds > 0 ? processed / seconds : 0;
    }
}
