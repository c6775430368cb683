package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.job.GenerateJob;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.summary.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Text from a trained model. */
@Command(
        name = GenerateJob.NAME,
        description = "Lets the newest checkpoint go on from prompts.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  millrace generate 'Returns the' --output out -D generate.temperature=0.7 -D generate.seed=3",
            "  millrace generate 'Returns the' --output out -D generate.beams=4"
        })
final class GenerateCommand extends JobCommand {
    @Parameters(paramLabel = "PROMPT", arity = "0..*", description = "Texts to continue (generate.prompts).")
    List<String> prompts = new ArrayList<>();

    GenerateCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(GenerateJob.NAME);
    }

    @Override
    List<String> definitions() {
        return prompts.isEmpty() ? List.of() : List.of(Definition.list("generate.prompts", prompts));
    }

    @Override
    Summary run(Run run) throws IOException {
        Summary summary = GenerateJob.run(run);
        GenerateJob.samples(summary).forEach(sample -> streams().out().println(sample.prompt() + sample.text() + "\n"));
        return summary;
    }
}
