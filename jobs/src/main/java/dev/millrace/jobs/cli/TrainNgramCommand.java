package dev.millrace.jobs.cli;

import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.job.TrainNgramJob;
import dev.millrace.jobs.summary.Summary;
import java.util.List;
import picocli.CommandLine.Command;

/** Runs {@link TrainNgramJob}. */
@Command(
        name = TrainNgramJob.NAME,
        description = {
            "Trains an n-gram language model with modified Kneser-Ney smoothing on cleaned documents;",
            "leaves ngram/model.ngram, and ngram/model.arpa.gz for other programs."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  millrace train-ngram --output out -D train-ngram.order=5 -D train-ngram.prune=[0,0,1]"
        })
final class TrainNgramCommand extends JobCommand {
    TrainNgramCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(TrainNgramJob.NAME);
    }

    @Override
    Summary run(Run run) {
        return TrainNgramJob.run(run);
    }
}
