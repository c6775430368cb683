package dev.millrace.trainer.bench;

import java.util.List;

/**
 * What was measured.
 *
 * @param tokens of a step
 * @param flops of a step, by {@link StepFlops}
 * @param seconds that each step took
 * @param cpuSeconds of the process in each step, garbage collection and compilation included
 * @param gemmRates that the workers' matrix products alone reached, measured after each step
 * @param loss of the last step
 * @param memory as it grew, the last after the last step
 */
public record TrainFigures(
        long tokens,
        double flops,
        List<Double> seconds,
        List<Double> cpuSeconds,
        List<GemmRate.Rate> gemmRates,
        double loss,
        List<MemoryUse> memory) {
    public TrainFigures {
        seconds = List.copyOf(seconds);
        cpuSeconds = List.copyOf(cpuSeconds);
        gemmRates = List.copyOf(gemmRates);
        memory = List.copyOf(memory);
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

    /** Of the process in a step, the median. */
    public double medianCpuSeconds() {
        return median(cpuSeconds);
    }

    /** FLOPs a second of matrix products alone, the median. */
    public double gemmRate() {
        return median(gemmRates.stream().map(GemmRate.Rate::aSecond).toList());
    }

    /** What a step reaches of that rate, 0 to 1: model FLOPs utilisation. */
    public double share() {
        return flopsPerSecond() / gemmRate();
    }

    /** The same by CPU time, which other processes disturb less; a worker that waits for another counts for nothing. */
    public double shareOfCpuTime() {
        return flops
                / medianCpuSeconds()
                / median(gemmRates.stream().map(GemmRate.Rate::aCpuSecond).toList());
    }

    /** Most memory that the process ever had, in bytes. */
    public long peakMemory() {
        return memory.get(memory.size() - 1).peak();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
