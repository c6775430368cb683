package dev.millrace.pipeline.report;

import java.util.List;
import java.util.Optional;

/**
 * Everything that a report shows. Lists are in the order of showing; what is empty is left out of the report.
 *
 * @param title of the report, such as the name of the corpus
 * @param origin what the figures were made from
 * @param funnel the jobs in the order in which documents pass them
 * @param rejections by job, then most frequent first
 * @param texts what the documents are like
 * @param duplicates absent where nothing was deduplicated
 * @param sources where documents came from
 * @param tokenizer absent until one is trained
 * @param shards absent until documents are packed
 * @param training absent until a model is trained
 * @param timings of the runs that made all this; the only figures that two equal runs don't share
 */
public record ReportData(
        String title,
        Origin origin,
        List<JobFunnel> funnel,
        List<RejectionGroup> rejections,
        TextFigures texts,
        Optional<DuplicateFigures> duplicates,
        SourceFigures sources,
        Optional<TokenizerFigures> tokenizer,
        Optional<ShardFigures> shards,
        Optional<TrainingFigures> training,
        List<Timing> timings) {
    public ReportData {
        title = SafeText.line(title, SafeText.NAME);
        funnel = List.copyOf(funnel);
        rejections = List.copyOf(rejections);
        timings = List.copyOf(timings);
    }

    /** Documents that the first job read; nought where no job ran. */
    public long documentsIn() {
        return funnel.isEmpty() ? 0 : funnel.get(0).in();
    }

    /** Documents that the last job kept; nought where no job ran. */
    public long documentsKept() {
        return funnel.isEmpty() ? 0 : funnel.get(funnel.size() - 1).kept();
    }
}
