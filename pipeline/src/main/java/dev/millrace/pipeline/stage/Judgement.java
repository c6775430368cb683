package dev.millrace.pipeline.stage;

/**
 * A number that a stage measured, held against a limit.
 *
 * @param stage name of the stage
 * @param measure what was measured
 * @param value of it
 * @param sign how the value must stand to the limit to pass: {@code >=}, {@code <=}, {@code >}
 * @param limit of the rule
 * @param rule that rejects what does not pass
 * @param passed whether it does
 */
public record Judgement(
        String stage, String measure, double value, String sign, double limit, String rule, boolean passed) {}
