package dev.millrace.jobs.cli;

import dev.millrace.jobs.flow.Flow;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.quickstart.Quickstart;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** Fetches pages, then runs {@link Flow}. */
@Command(
        name = Quickstart.NAME,
        description = {
            "Fetches real pages with Maven and runs every job on them, to a small trained model, samples and a report.",
            "Run again, it goes on where it stood."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace quickstart --output out"})
final class QuickstartCommand extends JobCommand {
    QuickstartCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return Flow.SECTIONS;
    }

    @Override
    List<String> presets() {
        return List.of(Quickstart.PRESET);
    }

    @Override
    Summary run(Run run) throws IOException, InterruptedException {
        String home = System.getProperty("millrace.home");
        if (home == null) {
            throw new IllegalArgumentException("quickstart needs the clone; start it with jobs/bin/millrace");
        }
        String maven = System.getProperty("millrace.maven", "mvn");
        String output = run.settings().output();
        streams().error().println("millrace quickstart: everything goes to " + output);
        Quickstart.fetch(Path.of(home), maven, Path.of(output), run.display());
        return Flow.run(run, Quickstart.NAME, streams().out());
    }
}
