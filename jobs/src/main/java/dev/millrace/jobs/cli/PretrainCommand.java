package dev.millrace.jobs.cli;

import dev.millrace.jobs.job.PretrainJob;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Token shards to a trained model. */
@Command(
        name = PretrainJob.NAME,
        description = {
            "Trains a model on the token shards of the output folder, from the beginning or from the newest checkpoint.",
            "Leaves checkpoints below model/checkpoints, and TensorBoard's event files below runs/board (board.folder).",
            "While it runs it tells tokens/s and mfu: the share of the machine's matrix product rate that the steps reach."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace pretrain --output out -D pretrain.steps=1000 -D model.layers=6"})
final class PretrainCommand extends JobCommand {
    PretrainCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(PretrainJob.MODEL, PretrainJob.NAME, PretrainJob.BOARD);
    }

    @Override
    Summary run(Run run) throws IOException {
        return PretrainJob.run(run);
    }
}
