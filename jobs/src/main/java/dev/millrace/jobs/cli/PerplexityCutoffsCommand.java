package dev.millrace.jobs.cli;

import dev.millrace.jobs.job.PerplexityCutoffsJob;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs {@link PerplexityCutoffsJob}. */
@Command(
        name = PerplexityCutoffsJob.NAME,
        description = {
            "Measures cleaned documents by the n-gram models of stages.perplexity and leaves the percentiles of each",
            "language in perplexity/percentiles.json, for stages.perplexity.percentiles."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  millrace perplexity-cutoffs --output out \\",
            "    -D 'stages.perplexity.models=[{language=en,file=\"en.ngram\"}]'"
        })
final class PerplexityCutoffsCommand extends JobCommand {
    PerplexityCutoffsCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(PerplexityCutoffsJob.NAME, "stages.perplexity");
    }

    @Override
    Summary run(Run run) throws IOException {
        return PerplexityCutoffsJob.run(run);
    }
}
