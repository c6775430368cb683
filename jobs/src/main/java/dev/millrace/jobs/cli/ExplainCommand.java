package dev.millrace.jobs.cli;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.config.Definition;
import dev.millrace.jobs.explain.EarlierRun;
import dev.millrace.jobs.explain.Explanation;
import dev.millrace.jobs.explain.Ink;
import dev.millrace.jobs.job.RunSettings;
import dev.millrace.jobs.job.Stages;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.source.Outcomes;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.source.SourceUnit;
import dev.millrace.pipeline.source.Sources;
import dev.millrace.pipeline.stage.StageChain;
import dev.millrace.pipeline.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a page is kept or dropped. */
@Command(
        name = "explain",
        description = {
            "Shows what every stage of crawl-clean.chain and filter.chain measures on a page, its limits and verdict, and"
                    + " what each changes. Dedupe, which compares documents, is shown of an earlier run only."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  millrace explain --config web.conf page.html",
            "  curl -s https://example.org/ | millrace explain -",
            "  millrace explain crawl.warc.gz --most 3",
            "  millrace explain 9f86d081884c7d659a2feaa0c55ad015 --output millrace-out -D source.inputs=[crawl]"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final String ID = "[0-9a-f]{32}";
    private static final List<String> JOBS = List.of("crawl-clean", "filter");

    /** Set by the launcher when standard output is a terminal. */
    private static final String TERMINAL = "millrace.terminal";

    /** When to colour. */
    enum When {
        AUTO,
        ALWAYS,
        NEVER
    }

    private final Streams streams;

    @Parameters(
            paramLabel = "PAGE",
            description =
                    "A file of any kind that source reads, - for a page on standard input, or the id of a document"
                            + " of an earlier run; with source.inputs that one is read from its source again.")
    String page;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Output folder of the earlier run; run.output without it.")
    String output;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "10",
            description = "Documents of the file to explain at most (default: ${DEFAULT-VALUE}).")
    int most;

    @Option(
            names = "--colour",
            paramLabel = "WHEN",
            defaultValue = "AUTO",
            description = "auto (on a terminal, unless NO_COLOR is set), always, never.")
    When colour;

    @Mixin
    SettingsOptions options;

    ExplainCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        boolean named = page.equals(STANDARD_INPUT) || page.matches(ID);
        Configuration configuration = options.configuration(
                List.of(), named ? List.of() : List.of(Definition.list("source.inputs", List.of(page))));
        if (options.printConfig) {
            streams.out().print(configuration.render(List.of("source", "stages", "crawl-clean", "filter")));
            return ExitStatus.DONE;
        }
        long began = System.nanoTime();
        List<StageChain> chains =
                JOBS.stream().map(job -> Stages.chain(configuration, job)).toList();
        long explained = 1;
        if (page.matches(ID)) {
            String folder = output == null
                    ? configuration.read("run", RunSettings.class).output()
                    : output;
            streams.out()
                    .print(new EarlierRun(folder)
                            .explain(
                                    new DocumentId(page),
                                    configuration.hasEntries("source.inputs")
                                            ? Optional.of(configuration.read("source", SourceSettings.class))
                                            : Optional.empty(),
                                    chains,
                                    ink()));
        } else if (page.equals(STANDARD_INPUT)) {
            Content.Payload payload = new Content.Payload(streams.in().readAllBytes(), "text/html", "");
            streams.out()
                    .print(Explanation.of(
                            Document.of(new Provenance("standard input", 0, ""), payload), chains, ink()));
        } else {
            explained = explainFile(configuration.read("source", SourceSettings.class), chains);
        }
        options.tool.end(new Summary("explain", explained, "documents", (System.nanoTime() - began) / 1e9), streams);
        return ExitStatus.DONE;
    }

    private long explainFile(SourceSettings source, List<StageChain> chains) {
        var hadoop = Storage.settings();
        long explained = 0;
        for (SourceUnit unit : Sources.list(source, hadoop)) {
            try (Outcomes outcomes = Sources.read(unit, source, hadoop)) {
                while (outcomes.hasNext() && explained < most) {
                    Outcome outcome = outcomes.next();
                    streams.out().print(explained++ > 0 ? "\n" : "");
                    streams.out()
                            .print(
                                    outcome instanceof Outcome.Rejected damaged
                                            ? Explanation.of(damaged, ink())
                                            : Explanation.of(outcome.document(), chains, ink()));
                }
            }
        }
        return explained;
    }

    private Ink ink() {
        boolean terminal = Boolean.getBoolean(TERMINAL);
        String no = System.getenv("NO_COLOR");
        boolean colours = colour == When.ALWAYS || (colour == When.AUTO && terminal && (no == null || no.isEmpty()));
        return colours ? Ink.COLOUR : Ink.PLAIN;
    }
}
