package dev.millrace.trainer.distributed;

import dev.millrace.trainer.loop.GlobalStep;
import dev.millrace.trainer.loop.GradientTree;
import dev.millrace.trainer.loop.SequenceStream;
import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.loop.TrainingState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;

/** Several steps within one task: the whole state goes out, the whole state comes back. */
final class SingleRankRound {
    private SingleRankRound() {}

    static Round run(JavaSparkContext spark, RunSetup setup, RankPlan plan, TrainingState state, int steps) {
        ResultLimit.check(spark, state.parameters().length, 1 + state.moments().count());
        Parcel<TrainingState> sent = Parcel.send(spark, state);
        try {
            Answer answer = spark.parallelize(List.of(steps), 1)
                    .map(count -> train(setup, plan.threads(), sent, count))
                    .collect()
                    .get(0);
            return new Round(answer.state().open(), answer.reports(), answer.seconds());
        } finally {
            sent.discard();
        }
    }

    private static Answer train(RunSetup setup, int threads, Parcel<TrainingState> sent, int steps) {
        return RankPool.with(setup.replicas(), threads, replicas -> {
            SequenceStream stream = setup.stream();
            GlobalStep step = new GlobalStep(setup.recipe());
            GradientTree tree = new GradientTree(setup.recipe().batch().microBatches());
            // the parcel stays as it is: a task that Spark repeats begins from it again
            TrainingState state = sent.open().copy();
            List<StepReport> reports = new ArrayList<>();
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                TaskContext.get().killTaskIfInterrupted();
                long begin = System.nanoTime();
                GlobalStep.Done done = step.run(state, replicas, stream, tree);
                state = done.state();
                reports.add(done.report());
                seconds.add((System.nanoTime() - begin) / 1e9);
            }
            return new Answer(sent.reply(state), List.copyOf(reports), List.copyOf(seconds));
        });
    }

    private record Answer(Parcel<TrainingState> state, List<StepReport> reports, List<Double> seconds)
            implements Serializable {}
}
