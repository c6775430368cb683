package dev.millrace.trainer.distributed;

import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.trainer.checkpoint.Checkpoint;
import dev.millrace.trainer.checkpoint.Checkpoints;
import dev.millrace.trainer.checkpoint.History;
import dev.millrace.trainer.checkpoint.RunIdentity;
import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.loop.TrainingState;
import dev.millrace.trainer.metric.Evaluation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evaluates and saves a run at its milestones and keeps its history. */
final class RunLog implements Milestones {
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private final JavaSparkContext spark;
    private final PretrainSettings settings;
    private final GraphReplica replicas;
    private final RunIdentity identity;
    private final String shards;
    private final Checkpoints checkpoints;
    private final TrainingObserver observer;
    private final List<StepReport> steps = new ArrayList<>();
    private final List<History.Evaluated> evaluations = new ArrayList<>();
    private Optional<Checkpoint> last;

    RunLog(
            JavaSparkContext spark,
            PretrainSettings settings,
            GraphReplica replicas,
            RunIdentity identity,
            String shards,
            Checkpoints checkpoints,
            Optional<Checkpoint> newest,
            TrainingObserver observer) {
        this.spark = spark;
        this.settings = settings;
        this.replicas = replicas;
        this.identity = identity;
        this.shards = shards;
        this.checkpoints = checkpoints;
        this.observer = observer;
        this.last = newest;
    }

    /** The checkpoint saved last. */
    Checkpoint last() {
        return last.orElseThrow();
    }

    @Override
    public long after(long step) {
        long next = next(step, settings.checkpoints().every());
        return settings.evaluation()
                .map(evaluation -> Math.min(next, next(step, evaluation.every())))
                .orElse(next);
    }

    @Override
    public void step(StepReport report, double seconds) {
        steps.add(report);
        if (report.outcome() == StepReport.Outcome.SKIPPED) {
            LOG.warn(
                    "Step {} was skipped: loss {}, gradient norm {}",
                    report.step(),
                    report.loss(),
                    report.gradientNorm());
        }
        observer.step(report, seconds);
    }

    @Override
    public void reached(TrainingState state) {
        try {
            if (settings.evaluation().isPresent()
                    && isDue(state.step(), settings.evaluation().get().every())) {
                evaluate(state, settings.evaluation().get());
            }
            if (isDue(state.step(), settings.checkpoints().every())) {
                save(state);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private void evaluate(TrainingState state, PretrainSettings.EvaluationSettings evaluation) throws IOException {
        Evaluation found = Evaluate.run(
                spark,
                settings.ranks(),
                replicas,
                state.parameters(),
                shards,
                ShardManifest.VALIDATION,
                settings.batch().microBatch(),
                evaluation.sequences());
        evaluations.add(new History.Evaluated(state.step(), found));
        observer.evaluated(state.step(), found);
    }

    private void save(TrainingState state) throws IOException {
        History history =
                last.map(Checkpoint::history).orElseGet(History::empty).with(steps, evaluations);
        steps.clear();
        evaluations.clear();
        Checkpoint checkpoint = new Checkpoint(state, identity, history);
        String folder = checkpoints.save(checkpoint);
        last = Optional.of(checkpoint);
        observer.saved(state.step(), folder);
    }

    private boolean isDue(long step, long every) {
        return step % every == 0 || step == settings.steps();
    }

    private static long next(long step, long every) {
        return (step / every + 1) * every;
    }
}
