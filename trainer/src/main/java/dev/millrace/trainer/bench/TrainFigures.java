package dev.millrace.trainer.bench;

import java.util.List;

/**
 * What was measured.
 *
 * @param tokens of a step
 * @param flops of a step, by {@link StepFlops}
 * @param seconds that each step took
 * @param gemmRates FLOPs a second that the workers' matrix products alone reached, measured after each step
 * @param cpuSeconds of the process for all the steps, garbage collection and compilation included
 * @param loss of the last step
 * @param built memory with the model's replicas built, before the first step
 * @param done memory after the last step
 */
public record TrainFigures(
        long tokens,
        double flops,
        List<Double> seconds,
        List<Double> gemmRates,
        double cpuSeconds,
        double loss,
        MemoryUse built,
        MemoryUse done) {
    public TrainFigures {
        seconds = List.copyOf(seconds);
        gemmRates = List.copyOf(gemmRates);
    }

    /** Of a step. */
    public double medianSeconds() {
        return median(seconds);
    }

    /** Of a step. */
    public double bestSeconds() {
        return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** By the median. */
    public double tokensPerSecond() {
        return tokens / medianSeconds();
    }

    /** By the best step. */
    public double bestTokensPerSecond() {
        return tokens / bestSeconds();
    }

    /** By the median. */
    public double flopsPerSecond() {
        return flops / medianSeconds();
    }

    /** Of the process, the mean. */
    public double cpuSecondsPerStep() {
        return cpuSeconds / seconds.size();
    }

    /** FLOPs a second of matrix products alone, the median. */
    public double gemmRate() {
        return median(gemmRates);
    }

    /** What a step reaches of that rate, 0 to 1: model FLOPs utilisation. */
    public double share() {
        return flopsPerSecond() / gemmRate();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
