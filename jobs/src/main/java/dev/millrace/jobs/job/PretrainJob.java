package dev.millrace.jobs.job;

import dev.millrace.jobs.progress.Progress;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.trainer.bench.Pace;
import dev.millrace.trainer.bench.StepFlops;
import dev.millrace.trainer.checkpoint.History;
import dev.millrace.trainer.distributed.Pretrain;
import dev.millrace.trainer.distributed.PretrainResult;
import dev.millrace.trainer.distributed.PretrainSettings;
import dev.millrace.trainer.distributed.RankRate;
import dev.millrace.trainer.feed.ShardSet;
import dev.millrace.trainer.loop.StepReport;
import dev.millrace.trainer.spec.ModelSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/** Token shards to a trained model, from the beginning or from the newest checkpoint. */
public final class PretrainJob {
    public static final String NAME = "pretrain";

    /** Section of {@link ModelSettings}. */
    public static final String MODEL = "model";

    /** Section of {@link BoardSettings}. */
    public static final String BOARD = "board";

    private PretrainJob() {}

    public static Summary run(Run run) throws IOException {
        PretrainSettings settings = run.configuration().read(NAME, PretrainSettings.class);
        String shards = run.folder(Artefacts.TOKENS).toString();
        ShardManifest manifest = ShardSet.open(run.hadoop(), shards).manifest();
        ModelSpec model = run.configuration()
                .read(MODEL, ModelSettings.class)
                .spec(manifest.vocabularySize(), manifest.context());
        String tokenizer = Artefacts.tokenizer(run).fingerprint();
        String checkpoints = run.folder(Artefacts.CHECKPOINTS).toString();
        long began = System.nanoTime();
        Optional<PretrainResult> finished =
                Pretrain.finished(run.hadoop(), settings, model, tokenizer, shards, checkpoints);
        if (finished.isPresent()) {
            return summary(finished.get(), model, began);
        }
        BoardSettings board = run.configuration().read(BOARD, BoardSettings.class);
        try (Progress progress = run.display().start(NAME, "tokens")) {
            JavaSparkContext spark =
                    JavaSparkContext.fromSparkContext(run.spark().sparkContext());
            double gemmRate =
                    RankRate.measure(spark, settings.ranks(), settings.batch().microBatches(), settings.precision());
            long sequences = settings.batch().sequences();
            Pace pace = new Pace(new StepFlops(model, sequences), gemmRate);
            try (TrainingWatch watch = new TrainingWatch(
                    progress,
                    pace,
                    settings.steps(),
                    sequences * model.context(),
                    board.folder().map(folder -> run.folder(folder).toString()),
                    run.hadoop())) {
                PretrainResult result = Pretrain.run(spark, settings, model, tokenizer, shards, checkpoints, watch);
                return summary(result, model, began)
                        .with("tokens/s of the steps", pace.all().tokensPerSecond())
                        .with("mfu", pace.all().share())
                        .with("GEMM FLOP/s", gemmRate);
            }
        }
    }

    private static Summary summary(PretrainResult result, ModelSpec model, long began) {
        History history = result.checkpoint().history();
        List<StepReport> steps = history.steps();
        long tokens = steps.stream()
                .filter(step -> result.wasDone() || step.step() > result.began())
                .mapToLong(StepReport::tokens)
                .sum();
        Summary summary = new Summary(NAME, tokens, "tokens", (System.nanoTime() - began) / 1e9)
                .with("steps", result.checkpoint().state().step())
                .with("parameters", model.parameterCount())
                .with("first loss", steps.get(0).loss())
                .with("last loss", steps.get(steps.size() - 1).loss());
        return result.wasDone() ? summary.found() : summary;
    }
}
