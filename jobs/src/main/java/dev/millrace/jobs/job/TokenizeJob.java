package dev.millrace.jobs.job;

import dev.millrace.jobs.config.Canonical;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.spark.Filter;
import dev.millrace.pipeline.spark.StageReport;
import dev.millrace.pipeline.spark.Tokenize;
import dev.millrace.pipeline.spark.TokenizeSettings;
import dev.millrace.tokenizer.shard.ShardManifest;
import dev.millrace.trainer.feed.ShardSet;
import java.io.IOException;

/** Filtered documents to shuffled shards of token sequences. */
public final class TokenizeJob {
    public static final String NAME = "tokenize";

    private TokenizeJob() {}

    public static Summary run(Run run) throws IOException {
        TokenizeSettings settings = run.configuration().read(NAME, TokenizeSettings.class);
        StageReport report = StageSummary.run(
                run, NAME, context -> Tokenize.run(context, Filter.STAGE, settings, Canonical.of(settings, NAME)));
        ShardManifest manifest = ShardSet.open(
                        run.hadoop(), run.folder(Tokenize.STAGE).toString())
                .manifest();
        long tokens = manifest.splits().values().stream()
                .mapToLong(ShardManifest.Split::tokens)
                .sum();
        Summary summary = new Summary(NAME, tokens, "tokens", report.seconds())
                .with("documents", report.manifest().ledger().kept());
        for (var split : manifest.splits().entrySet()) {
            summary =
                    summary.with(split.getKey() + " sequences", split.getValue().sequences());
        }
        return StageSummary.marked(summary, report);
    }
}
