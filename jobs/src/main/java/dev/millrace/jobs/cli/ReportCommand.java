package dev.millrace.jobs.cli;

import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.job.WriteReportJob;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs {@link WriteReportJob}. */
@Command(
        name = WriteReportJob.NAME,
        description = "Writes a page to open, and its figures as JSON, of all that the output folder holds so far.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace report --output out"})
final class ReportCommand extends JobCommand {
    ReportCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(WriteReportJob.NAME);
    }

    @Override
    Summary run(Run run) throws IOException {
        Summary summary = WriteReportJob.run(run);
        streams().out().println(summary.figures().get(WriteReportJob.PAGE));
        return summary;
    }
}
