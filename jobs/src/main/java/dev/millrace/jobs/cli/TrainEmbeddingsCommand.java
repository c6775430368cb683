package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.job.TrainEmbeddingsJob;
import dev.millrace.jobs.summary.Summary;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs {@link TrainEmbeddingsJob}. */
@Command(
        name = TrainEmbeddingsJob.NAME,
        description = {
            "Trains word vectors on cleaned documents; leaves embeddings/vectors.txt in the word2vec text format and,",
            "for subword, embeddings/subwords.txt."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  millrace train-embeddings --output out --method subword -D train-embeddings.dimension=50"
        })
final class TrainEmbeddingsCommand extends JobCommand {
    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "word2vec, glove or subword (train-embeddings.method).")
    String method;

    TrainEmbeddingsCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(TrainEmbeddingsJob.NAME);
    }

    @Override
    List<String> definitions() {
        return method == null ? List.of() : List.of(Definition.text(TrainEmbeddingsJob.NAME + ".method", method));
    }

    @Override
    Summary run(Run run) {
        return TrainEmbeddingsJob.run(run);
    }
}
