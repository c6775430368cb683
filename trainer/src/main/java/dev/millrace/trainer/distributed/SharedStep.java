package dev.millrace.trainer.distributed;

import dev.millrace.trainer.loop.Crew;
import dev.millrace.trainer.loop.GlobalStep;
import dev.millrace.trainer.loop.GradientTree;
import dev.millrace.trainer.loop.Replicas;
import dev.millrace.trainer.loop.TrainingState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * One step shared by several ranks: parameters go out, each rank brings the partial sums of its micro-batches, the
 * driver joins them in the same tree that one process would have used and applies the update.
 */
final class SharedStep {
    private SharedStep() {}

    /** The arrays of the state given are overwritten. */
    static Round run(JavaSparkContext spark, RunSetup setup, RankPlan plan, TrainingState state, Crew crew) {
        int microBatches = setup.recipe().batch().microBatches();
        ResultLimit.check(spark, state.parameters().length, ResultLimit.vectors(plan, microBatches));
        long begin = System.nanoTime();
        long cursor = state.cursor();
        Parcel<float[]> sent = Parcel.send(spark, state.parameters());
        try {
            List<Integer> ranks = IntStream.range(0, plan.ranks()).boxed().toList();
            List<Answer> answers = spark.parallelize(ranks, plan.ranks())
                    .map(rank -> gradients(
                            setup,
                            plan.threads(),
                            sent,
                            cursor,
                            plan.begin(rank, microBatches),
                            plan.begin(rank + 1, microBatches)))
                    .collect();
            GradientTree tree = new GradientTree(microBatches);
            for (Answer answer : answers) {
                answer.sums().open().forEach(tree::add);
            }
            Replicas.Losses losses =
                    Replicas.Losses.join(answers.stream().map(Answer::losses).toList());
            GlobalStep.Done done = new GlobalStep(setup.recipe()).apply(state, tree.root(), losses, crew);
            return new Round(done.state(), List.of(done.report()), List.of((System.nanoTime() - begin) / 1e9));
        } finally {
            sent.discard();
        }
    }

    private static Answer gradients(RunSetup setup, int threads, Parcel<float[]> sent, long cursor, int from, int to) {
        return RankPool.with(setup.replicas(), threads, replicas -> {
            replicas.parameters(sent.open());
            GradientTree tree = new GradientTree(setup.recipe().batch().microBatches());
            Replicas.Losses losses =
                    new GlobalStep(setup.recipe()).gradients(cursor, from, to, replicas, setup.stream(), tree);
            return new Answer(sent.reply(new ArrayList<>(tree.nodes())), losses);
        });
    }

    private record Answer(Parcel<ArrayList<GradientTree.Node>> sums, Replicas.Losses losses) implements Serializable {}
}
