package dev.millrace.jobs.cli;

import dev.millrace.jobs.job.ExportJob;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** A trained model for other tools. */
@Command(
        name = ExportJob.NAME,
        description = "Writes the newest checkpoint as Hugging Face's libraries load it, below model/huggingface.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace export --output out"})
final class ExportCommand extends JobCommand {
    ExportCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of();
    }

    @Override
    Summary run(Run run) throws IOException {
        return ExportJob.run(run);
    }
}
