package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.progress.Progress;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.trainer.checkpoint.Checkpoint;
import dev.millrace.trainer.distributed.Evaluate;
import dev.millrace.trainer.distributed.GraphReplica;
import dev.millrace.trainer.distributed.Pretrain;
import dev.millrace.trainer.distributed.PretrainSettings;
import dev.millrace.trainer.feed.ShardSet;
import dev.millrace.trainer.kernel.Precision;
import dev.millrace.trainer.metric.Evaluation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** The newest checkpoint's loss on a split. */
public final class EvaluateJob {
    public static final String NAME = "evaluate";
    private static final String FILE = "model/evaluation.json";
    private static final String BASELINE = "model/ngram-baseline.json";

    private EvaluateJob() {}

    public static Summary run(Run run) throws IOException {
        EvaluateSettings settings = run.configuration().read(NAME, EvaluateSettings.class);
        PretrainSettings training = run.configuration().read(PretrainJob.NAME, PretrainSettings.class);
        Checkpoint model = Artefacts.newest(run);
        String shards = run.folder(Artefacts.TOKENS).toString();
        ShardSet set = ShardSet.open(run.hadoop(), shards);
        int shown = set.manifest().context();
        int seen = model.identity().model().context();
        set.require(
                model.identity().tokenizer(),
                model.identity().model().vocabularySize() - training.objective().extraIds(),
                training.objective().targetContext(shown) <= seen ? shown : seen);
        String key = new Digest()
                .add(Canonical.of(settings.withoutBaseline(), NAME))
                .add(set.fingerprint())
                .add(model.state().parameters())
                .hex();
        KeyedFile file = new KeyedFile(run.folder(FILE), key, run.hadoop());
        long began = System.nanoTime();
        Optional<Evaluation> found = file.read(Evaluation.class);
        Optional<NgramBaseline> baseline = settings.ngram().isPresent()
                ? Optional.of(baseline(run, settings.ngram().get(), set, settings))
                : Optional.empty();
        if (found.isPresent()) {
            return summary(found.get(), baseline, began).found();
        }
        try (Progress progress = run.display().start(NAME, "sequences")) {
            Evaluation evaluation = Evaluate.run(
                    JavaSparkContext.fromSparkContext(run.spark().sparkContext()),
                    training.ranks(),
                    new GraphReplica(
                            model.identity().model(),
                            Pretrain.objective(training, set, Words.facts(Artefacts.tokenizer(run))),
                            Precision.FLOAT32,
                            model.identity().seed()),
                    model.state().parameters(),
                    shards,
                    settings.split(),
                    settings.batch(),
                    settings.sequences());
            progress.reach(evaluation.sequences());
            file.write(evaluation);
            return summary(evaluation, baseline, began);
        }
    }

    /** Measured anew only when the model, the shards or what is measured of them has changed. */
    private static NgramBaseline baseline(Run run, String model, ShardSet set, EvaluateSettings settings)
            throws IOException {
        Digest key = new Digest().add(Canonical.of(settings, NAME)).add(set.fingerprint());
        Path path = new Path(model);
        try (InputStream in = path.getFileSystem(run.hadoop()).open(path)) {
            key.add(in);
        }
        KeyedFile file = new KeyedFile(run.folder(BASELINE), key.hex(), run.hadoop());
        Optional<NgramBaseline> found = file.read(NgramBaseline.class);
        if (found.isPresent()) {
            return found.get();
        }
        try (Progress progress = run.display().start(NAME + ": n-grams", "sequences")) {
            NgramBaseline baseline = NgramBaseline.measure(run, model, set, settings, progress);
            file.write(baseline);
            return baseline;
        }
    }

    private static Summary summary(Evaluation evaluation, Optional<NgramBaseline> baseline, long began) {
        Summary summary = new Summary(NAME, evaluation.tokens(), "tokens", (System.nanoTime() - began) / 1e9)
                .with(Gates.VALIDATION_LOSS, evaluation.loss())
                .with("perplexity", evaluation.perplexity())
                .with("bits per byte", evaluation.bitsPerByte())
                .with("unigram entropy", evaluation.unigramEntropy())
                .with("unigram perplexity", StrictMath.exp(evaluation.unigramEntropy()))
                .with("unigram bits per byte", evaluation.unigramBitsPerByte());
        return baseline.map(ngram -> ngram.addTo(summary)).orElse(summary);
    }
}
