package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.flow.Flow;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs {@link Flow}. */
@Command(
        name = RunCommand.NAME,
        description = {
            "Runs every job, one after another, from sources to a trained model and a report.",
            "Run again, it goes on where it stood."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace run crawl/*.warc.gz --config my.conf --output out"})
final class RunCommand extends JobCommand {
    static final String NAME = "run";

    @Parameters(paramLabel = "INPUT", arity = "0..*", description = "Files, directories, globs (source.inputs).")
    List<String> inputs = new ArrayList<>();

    RunCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return Flow.SECTIONS;
    }

    @Override
    List<String> definitions() {
        return inputs.isEmpty() ? List.of() : List.of(Definition.list("source.inputs", inputs));
    }

    @Override
    Summary run(Run run) throws IOException {
        return Flow.run(run, NAME, streams().out());
    }
}
