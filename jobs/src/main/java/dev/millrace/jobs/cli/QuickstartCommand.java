package dev.millrace.jobs.cli;

import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.quickstart.Quickstart;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs {@link Quickstart}. */
@Command(
        name = Quickstart.NAME,
        description = {
            "Fetches real pages with Maven, cleans, deduplicates and filters them, trains a tokenizer and a small model,",
            "and leaves samples and a report to open. Run again, it goes on where it stood."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace quickstart --output out"})
final class QuickstartCommand extends JobCommand {
    QuickstartCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(
                "source",
                "crawl-clean",
                "dedupe",
                "filter",
                "train-tokenizer",
                "tokenize",
                "model",
                "pretrain",
                "evaluate",
                "generate",
                "report",
                "stages");
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
        streams()
                .error()
                .println("millrace quickstart: everything goes to "
                        + run.settings().output());
        return Quickstart.run(
                run,
                Path.of(home),
                System.getProperty("millrace.maven", "mvn"),
                streams().out());
    }
}
