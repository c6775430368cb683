package dev.millrace.jobs.cli;

import dev.millrace.jobs.job.FilterJob;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.summary.Summary;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs {@link FilterJob}. */
@Command(
        name = FilterJob.NAME,
        description = {"Takes the deduplicated documents through a chain of quality rules and redaction."},
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace filter --output out -D gates.min-kept-share=0.2"})
final class FilterCommand extends JobCommand {
    FilterCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(FilterJob.NAME, "stages");
    }

    @Override
    Summary run(Run run) {
        return FilterJob.run(run);
    }
}
