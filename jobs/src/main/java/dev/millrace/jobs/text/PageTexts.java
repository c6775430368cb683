package dev.millrace.jobs.text;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.progress.Display;
import dev.millrace.jobs.progress.Progress;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.extract.ExtractSettings;
import dev.millrace.pipeline.extract.ExtractStage;
import dev.millrace.pipeline.normalise.NormaliseSettings;
import dev.millrace.pipeline.normalise.NormaliseStage;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.source.Outcomes;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.source.SourceUnit;
import dev.millrace.pipeline.source.Sources;
import dev.millrace.pipeline.stage.StageChain;
import dev.millrace.pipeline.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Main texts of pages, one for one. */
public final class PageTexts {
    private static final String STANDARD_INPUT = "standard input";

    private final Configuration configuration;
    private final org.apache.hadoop.conf.Configuration hadoop = Storage.settings();
    private final ExtractSettings settings;
    private final StageChain chain;
    private final PageFormat format;
    private final Set<String> tops;
    private final AtomicLong pages = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong characters = new AtomicLong();
    private final long began = System.nanoTime();

    private PageTexts(Configuration configuration, PageFormat format, Set<String> tops) {
        this.configuration = configuration;
        this.format = format;
        this.tops = tops;
        this.settings = configuration.read("stages.extract", ExtractSettings.class);
        this.chain = new StageChain(
                "extract",
                List.of(
                        new ExtractStage(settings),
                        new NormaliseStage(configuration.read("stages.normalise", NormaliseSettings.class))));
    }

    /**
     * Reads {@code source}, {@code stages.extract} and {@code stages.normalise}.
     *
     * @param trees folders whose pages are written below the output as they lie below them
     */
    public static PageTexts of(Configuration configuration, PageFormat format, List<String> trees) {
        Set<String> tops = trees.stream()
                .map(tree ->
                        Path.of(tree).normalize().toAbsolutePath().normalize().getFileName())
                .filter(Objects::nonNull)
                .map(Path::toString)
                .collect(Collectors.toSet());
        return new PageTexts(configuration, format, tops);
    }

    /** @throws IllegalArgumentException when the page has no text to give */
    public Summary ofStandardInput(InputStream in, PrintStream out) throws IOException {
        byte[] page = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, settings.maxBytes() + 1));
        Document document =
                Document.of(new Provenance(STANDARD_INPUT, 0, ""), new Content.Payload(page, "text/html", ""));
        Outcome outcome = extracted(document);
        count(outcome);
        if (outcome instanceof Outcome.Rejected no) {
            throw new IllegalArgumentException(reason(no));
        }
        out.println(format.render(outcome.document()));
        return summary();
    }

    /** Prints every page's text, an empty line between two; what is rejected goes to {@code errors}, a line each. */
    public Summary print(PrintStream out, PrintStream errors) {
        SourceSettings source = source();
        for (SourceUnit unit : Sources.list(source, hadoop)) {
            each(unit, source, outcome -> {
                if (outcome instanceof Outcome.Rejected no) {
                    errors.println(reason(no));
                } else {
                    out.print(format != PageFormat.JSON && pages.get() - rejected.get() > 1 ? "\n" : "");
                    out.println(format.render(outcome.document()));
                }
            });
        }
        return summary();
    }

    /** Writes every page's text to a file below the folder; see {@link TextFile}. */
    public Summary writeBelow(Path folder, PrintStream errors, Display display) {
        SourceSettings source = source();
        List<SourceUnit> units = Sources.list(source, hadoop);
        try (Progress progress = display.start("extract", "pages")) {
            units.parallelStream()
                    .forEach(unit -> each(unit, source, outcome -> {
                        progress.advance(1);
                        if (outcome instanceof Outcome.Rejected no) {
                            errors.println(reason(no));
                        } else {
                            Provenance from = outcome.document().provenance();
                            write(TextFile.below(folder, from, format.extension(), tops), outcome.document());
                        }
                    }));
        }
        return summary();
    }

    private SourceSettings source() {
        return configuration.read("source", SourceSettings.class);
    }

    private void each(SourceUnit unit, SourceSettings settings, Consumer<Outcome> use) {
        try (Outcomes outcomes = Sources.read(unit, settings, hadoop)) {
            while (outcomes.hasNext()) {
                Outcome found = outcomes.next();
                Outcome outcome = found instanceof Outcome.Kept kept ? extracted(kept.document()) : found;
                count(outcome);
                use.accept(outcome);
            }
        }
    }

    private void count(Outcome outcome) {
        pages.incrementAndGet();
        if (outcome instanceof Outcome.Rejected) {
            rejected.incrementAndGet();
        } else {
            characters.addAndGet(outcome.document().text().length());
        }
    }

    /** A page that brings extraction down is one that has no text. */
    private Outcome extracted(Document page) {
        try {
            return chain.apply(page);
        } catch (RuntimeException | StackOverflowError e) {
            return Outcome.rejected(page, Rejection.because("extract", "failed", e.toString()));
        }
    }

    private void write(Path file, Document document) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, (format.render(document) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file + ": " + e.getMessage(), e);
        }
    }

    private static String reason(Outcome.Rejected no) {
        Rejection why = no.rejection();
        String detail = why.detail().isEmpty() ? "" : ": " + why.detail();
        String limit = Double.isNaN(why.limit())
                ? ""
                : String.format(Locale.ROOT, " (%,.0f, limit %,.0f)", why.measured(), why.limit());
        return no.document().provenance().source() + ": no text: " + why.key() + limit + detail;
    }

    private Summary summary() {
        return new Summary("extract", pages.get(), "pages", (System.nanoTime() - began) / 1e9)
                .with("rejected", rejected.get())
                .with("characters", characters.get());
    }
}
