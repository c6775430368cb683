package dev.millrace.pipeline.spark;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Tells a stage listener of the tasks that Spark has done, until it is stopped. */
final class TaskWatch extends SparkListener {
    private final SparkContext spark;
    private final StageListener listener;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong total = new AtomicLong();

    private TaskWatch(SparkContext spark, StageListener listener) {
        this.spark = spark;
        this.listener = listener;
    }

    static TaskWatch start(SparkContext spark, StageListener listener) {
        TaskWatch watch = new TaskWatch(spark, listener);
        spark.addSparkListener(watch);
        return watch;
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        listener.progressed(done.get(), total.addAndGet(submitted.stageInfo().numTasks()));
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd ended) {
        listener.progressed(done.incrementAndGet(), total.get());
    }

    void stop() {
        spark.removeSparkListener(this);
    }
}
