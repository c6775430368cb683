package dev.millrace.jobs.job;

import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.spark.Dedupe;
import dev.millrace.pipeline.spark.Ledger;
import dev.millrace.pipeline.spark.StageContext;
import dev.millrace.pipeline.spark.StageReport;
import java.util.function.Function;

/** Runs a stage of the pipeline and sums it up. */
final class StageSummary {
    private StageSummary() {}

    /** @param command as the user calls it */
    static StageReport run(Run run, String command, Function<StageContext, StageReport> stage) {
        try (StageProgress progress = new StageProgress(run.display(), command)) {
            return stage.apply(new StageContext(
                    run::spark, run.hadoop(), run.folder("."), run.settings().partitions(), progress));
        }
    }

    /** Documents in and out. */
    static Summary documents(String command, StageReport report) {
        Ledger ledger = report.manifest().ledger();
        Summary summary = new Summary(command, ledger.in(), "documents", report.seconds())
                .with("kept", ledger.kept())
                .with("rejected", ledger.rejections());
        if (report.bytes() > 0 && report.seconds() > 0) {
            summary = summary.with("MB/s", report.bytes() / report.seconds() / 1e6);
        }
        double core = report.costs().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        if (core > 0) {
            summary = summary.with(StageReport.BYTES, report.bytes())
                    .with("core-seconds", core)
                    .with("MB/s a core", report.bytes() / core / 1e6)
                    .with(StageReport.CORE_SECONDS, report.costs());
        }
        if (ledger.in() > 0) {
            summary = summary.with(Gates.KEPT_SHARE, (double) ledger.kept() / ledger.in());
            if (report.manifest().stage().equals(Dedupe.STAGE)) {
                summary = summary.with(Gates.DUPLICATE_SHARE, (double) ledger.rejections() / ledger.in());
            }
        }
        summary = summary.with("rejected by rule", ledger.rejected());
        return marked(summary, report);
    }

    static Summary marked(Summary summary, StageReport report) {
        return report.how() == StageReport.How.FOUND_DONE ? summary.found() : summary;
    }
}
