package dev.millrace.jobs.cli;

import dev.millrace.jobs.job.DedupeJob;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.summary.Summary;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs {@link DedupeJob}. */
@Command(
        name = DedupeJob.NAME,
        description = {"Removes exact and near duplicates; of each cluster one document stays."},
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace dedupe --output out -D dedupe.survivor=earliest-source"})
final class DedupeCommand extends JobCommand {
    DedupeCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(DedupeJob.NAME);
    }

    @Override
    Summary run(Run run) {
        return DedupeJob.run(run);
    }
}
