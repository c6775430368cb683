package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.job.CrawlCleanJob;
import dev.millrace.jobs.job.Run;
import dev.millrace.jobs.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs {@link CrawlCleanJob}. */
@Command(
        name = CrawlCleanJob.NAME,
        description = {
            "Reads crawled input and takes every document through a chain: main text, normalisation, language, cheap rules.",
            "Kept and rejected documents are left below crawl-clean."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  millrace crawl-clean crawl/*.warc.gz --output out -D stages.language.keep=[en,de]"
        })
final class CrawlCleanCommand extends JobCommand {
    @Parameters(paramLabel = "INPUT", arity = "0..*", description = "Files, directories, globs (source.inputs).")
    List<String> inputs = new ArrayList<>();

    CrawlCleanCommand(Streams streams) {
        super(streams);
    }

    @Override
    List<String> sections() {
        return List.of(CrawlCleanJob.SOURCE, CrawlCleanJob.NAME, "stages");
    }

    @Override
    List<String> definitions() {
        return inputs.isEmpty() ? List.of() : List.of(Definition.list("source.inputs", inputs));
    }

    @Override
    Summary run(Run run) {
        return CrawlCleanJob.run(run);
    }
}
