package dev.millrace.jobs.cli;

import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.job.TokenizeJob;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs {@link TokenizeJob}. */
@Command(
        name = TokenizeJob.NAME,
        description = {"Splits, encodes, packs and shuffles the filtered documents into Parquet shards of token ids."},
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace tokenize --output out -D tokenize.pack.context=512"})
final class TokenizeCommand extends JobCommand {
    TokenizeCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(TokenizeJob.NAME);
    }

    @Override
    Summary run(Run run) throws IOException {
        return TokenizeJob.run(run);
    }
}
