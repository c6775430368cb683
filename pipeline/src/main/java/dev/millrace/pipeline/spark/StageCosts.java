package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.stage.StageChain;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** Processor time of the stages of a chain, summed over executors. Figures only: tasks that are tried again count twice. */
final class StageCosts {
    private final SparkContext spark;
    private final SortedMap<String, LongAccumulator> nanos = new TreeMap<>();

    StageCosts(SparkContext spark) {
        this.spark = spark;
    }

    /** The same chain with a clock at each stage. */
    StageChain timed(StageChain chain) {
        List<Stage> stages = new ArrayList<>();
        for (Stage stage : chain.stages()) {
            stages.add(new Timed(stage, nanos.computeIfAbsent(stage.name(), spark::longAccumulator)));
        }
        return chain.with(stages);
    }

    /** A clock of its own, for what is no stage. */
    LongAccumulator clock(String name) {
        return nanos.computeIfAbsent(name, spark::longAccumulator);
    }

    SortedMap<String, Double> seconds() {
        SortedMap<String, Double> seconds = new TreeMap<>();
        nanos.forEach((name, total) -> seconds.put(name, total.value() / 1e9));
        return seconds;
    }

    /** Processor time of this thread so far, in nanoseconds. */
    static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private record Timed(Stage stage, LongAccumulator nanos) implements Stage {
        @Override
        public String name() {
            return stage.name();
        }

        @Override
        public Outcome apply(Document document) {
            long began = now();
            try {
                return stage.apply(document);
            } finally {
                nanos.add(now() - began);
            }
        }
    }
}
