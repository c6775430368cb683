package dev.millrace.jobs.cli;

import dev.millrace.jobs.job.EvaluateJob;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** A trained model's loss. */
@Command(
        name = EvaluateJob.NAME,
        description = "Measures the newest checkpoint: loss, perplexity and bits per byte, beside the unigram entropy.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace evaluate --output out -D evaluate.split=test"})
final class EvaluateCommand extends JobCommand {
    EvaluateCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(EvaluateJob.NAME);
    }

    @Override
    Summary run(Run run) throws IOException {
        return EvaluateJob.run(run);
    }
}
