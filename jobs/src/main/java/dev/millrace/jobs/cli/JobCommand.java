package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.job.Gates;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.job.RunRecord;
import dev.millrace.jobs.progress.Display;
import dev.millrace.jobs.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that runs a job: settings, run, closing line, gates. */
abstract class JobCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    JobOptions options;

    JobCommand(Streams streams) {
        this.streams = streams;
    }

    /** Sections of the configuration that the job reads, besides {@code run} and {@code gates}. */
    abstract List<String> sections();

    abstract Summary run(Run run) throws Exception;

    /** Bundled presets over reference.conf. */
    List<String> presets() {
        return List.of();
    }

    /** What the command's own options set, as {@code key=value}. */
    List<String> definitions() {
        return List.of();
    }

    final Streams streams() {
        return streams;
    }

    @Override
    public final Integer call() throws Exception {
        Configuration configuration = options.configuration(presets(), definitions());
        if (options.settings.printConfig) {
            List<String> all = new ArrayList<>(List.of("run"));
            all.addAll(sections());
            all.add("gates");
            streams.out().print(configuration.render(all));
            return ExitStatus.DONE;
        }
        Gates gates = configuration.read("gates", Gates.class);
        Display display = Display.on(streams.error(), streams.columns(), System::nanoTime);
        Summary summary;
        try (Run run = new Run(configuration, display)) {
            LibraryLog.beside(run.settings().output());
            summary = run(run);
            RunRecord.write(run, summary);
        }
        options.settings.tool.end(summary, streams);
        List<String> tripped = gates.tripped(summary);
        tripped.forEach(line -> streams.error().println("millrace " + summary.command() + ": " + line));
        return tripped.isEmpty() ? ExitStatus.DONE : ExitStatus.GATE_TRIPPED;
    }
}
