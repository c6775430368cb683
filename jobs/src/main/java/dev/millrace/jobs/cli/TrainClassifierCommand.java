package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.job.CrawlCleanJob;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.job.TrainClassifierJob;
import dev.millrace.jobs.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs {@link TrainClassifierJob}. */
@Command(
        name = TrainClassifierJob.NAME,
        description = {
            "Trains a quality classifier on wanted and unwanted documents; leaves classifier/model.bin for the stage",
            "classifier, and tells accuracy and AUC on documents that were held out."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  millrace train-classifier --positive wiki.jsonl.gz --negative crawl.jsonl.gz --output out",
            "  millrace filter --output out -D 'filter.chain=[{stage=classifier, model=out/classifier/model.bin}]'"
        })
final class TrainClassifierCommand extends JobCommand {
    @Option(
            names = "--positive",
            paramLabel = "INPUT",
            description = "Files, directories, globs of wanted documents (train-classifier.positive).")
    List<String> positive = new ArrayList<>();

    @Option(
            names = "--negative",
            paramLabel = "INPUT",
            description = "Files, directories, globs of unwanted documents (train-classifier.negative).")
    List<String> negative = new ArrayList<>();

    TrainClassifierCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(CrawlCleanJob.SOURCE, TrainClassifierJob.NAME, "stages");
    }

    @Override
    List<String> definitions() {
        List<String> all = new ArrayList<>();
        if (!positive.isEmpty()) {
            all.add(Definition.list(TrainClassifierJob.NAME + ".positive", positive));
        }
        if (!negative.isEmpty()) {
            all.add(Definition.list(TrainClassifierJob.NAME + ".negative", negative));
        }
        return all;
    }

    @Override
    Summary run(Run run) {
        return TrainClassifierJob.run(run);
    }
}
