package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.spark.EmbeddingSettings;
import dev.millrace.pipeline.spark.TrainEmbeddings;

/** Word vectors from cleaned documents. */
public final class TrainEmbeddingsJob {
    public static final String NAME = "train-embeddings";

    private TrainEmbeddingsJob() {}

    public static Summary run(Run run) {
        EmbeddingSettings settings = run.configuration().read(NAME, EmbeddingSettings.class);
        return StageFigures.of(
                NAME,
                StageSummary.run(
                        run, NAME, context -> TrainEmbeddings.run(context, settings, Canonical.of(settings, NAME))));
    }
}
