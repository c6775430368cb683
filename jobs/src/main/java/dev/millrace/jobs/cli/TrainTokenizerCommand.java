package dev.millrace.jobs.cli;

import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.job.TrainTokenizerJob;
import dev.millrace.jobs.summary.Summary;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs {@link TrainTokenizerJob}. */
@Command(
        name = TrainTokenizerJob.NAME,
        description = {
            "Trains a tokenizer (byte-level BPE, WordPiece, Unigram, words, characters) on the filtered documents; leaves",
            "tokenizer/tokenizer.json."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace train-tokenizer --output out -D train-tokenizer.vocabulary-size=16k"})
final class TrainTokenizerCommand extends JobCommand {
    TrainTokenizerCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(TrainTokenizerJob.NAME);
    }

    @Override
    Summary run(Run run) {
        return TrainTokenizerJob.run(run);
    }
}
