package dev.millrace.jobs.text;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.jobs.progress.Display;
import dev.millrace.jobs.progress.Progress;
import dev.millrace.jobs.summary.Summary;
import dev.millrace.pipeline.source.SourceSplit;
import dev.millrace.pipeline.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Main texts of pages, one for one. */
public final class PageTexts {
    private final Configuration configuration;
    private final org.apache.hadoop.conf.Configuration hadoop = Storage.settings();
    private final PageReading reading;
    private final PageFormat format;
    private final Set<String> tops;
    private final Tally tally = new Tally();

    private PageTexts(Configuration configuration, PageFormat format, Set<String> tops) {
        this.configuration = configuration;
        this.format = format;
        this.tops = tops;
        this.reading = new PageReading(configuration, format);
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
        PageText page = reading.standardInput(in);
        tally.count(page);
        if (page.rejection().isPresent()) {
            throw new IllegalArgumentException(page.reason());
        }
        out.println(page.rendered());
        return tally.summary();
    }

    /** Prints every page's text, an empty line between two; what is rejected goes to {@code errors}, a line each. */
    public Summary print(PrintStream out, PrintStream errors) {
        each(errors, file -> false, page -> {
            out.print(format != PageFormat.JSON && !tally.isFirstText() ? "\n" : "");
            out.println(page.rendered());
        });
        return tally.summary();
    }

    /** Writes every page's text to a file below the folder, where nothing is read; see {@link TextFolder}. */
    public Summary writeBelow(Path folder, PrintStream errors, Display display) {
        Path below = folder.toAbsolutePath().normalize();
        TextFolder texts = new TextFolder(folder, format.extension(), tops);
        try (Progress progress = display.start("extract", "pages")) {
            each(errors, file -> file.startsWith(below), page -> {
                texts.write(page.page(), page.rendered());
                progress.advance(1);
            });
        }
        return tally.summary();
    }

    /** Whether every page could be read; one without a text counts as read. */
    public boolean isComplete() {
        return tally.isComplete();
    }

    private void each(PrintStream errors, Predicate<Path> excluded, Consumer<PageText> write) {
        PageFiles files = new PageFiles(configuration, hadoop, excluded);
        List<SourceSplit> splits = files.splits();
        Consumer<PageText> use = page -> {
            if (page.rejection().isPresent()) {
                errors.println(page.reason());
            } else {
                write.accept(page);
            }
            tally.count(page);
        };
        InOrder.<SourceSplit, PageText>each(
                splits, (split, next) -> reading.each(split, files.settings(), hadoop, next), use);
        Set<Path> listed = new HashSet<>();
        splits.forEach(split -> PageFiles.local(split.file().path()).ifPresent(listed::add));
        for (String input : files.settings().inputs()) {
            Optional<Path> root = PageFiles.local(input);
            root.ifPresent(path -> new UnreadFiles(path, listed, excluded, tally::passOver, use).find());
        }
    }
}
