package dev.millrace.jobs.text;

import dev.millrace.jobs.config.Configuration;
import dev.millrace.pipeline.source.SourceFormat;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.source.SourceSplit;
import dev.millrace.pipeline.source.Sources;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The files that the inputs name. */
final class PageFiles {
    private final SourceSettings settings;
    private final org.apache.hadoop.conf.Configuration hadoop;
    private final Predicate<Path> excluded;

    /** @param excluded local files that are left alone */
    PageFiles(Configuration configuration, org.apache.hadoop.conf.Configuration hadoop, Predicate<Path> excluded) {
        this.settings = configuration.read("source", SourceSettings.class);
        this.hadoop = hadoop;
        this.excluded = excluded;
    }

    SourceSettings settings() {
        return settings;
    }

    /** In order; a file that is named itself and has no extension is a page. */
    List<SourceSplit> splits() {
        List<String> plain = new ArrayList<>(settings.inputs());
        List<String> bare = plain.stream().filter(this::isBare).toList();
        plain.removeAll(bare);
        List<SourceSplit> splits = new ArrayList<>();
        if (!plain.isEmpty()) {
            splits.addAll(listed(plain, settings.format()));
        }
        if (!bare.isEmpty()) {
            splits.addAll(listed(bare, SourceFormat.HTML));
        }
        splits.removeIf(split -> local(split.file().path()).filter(excluded).isPresent());
        return splits;
    }

    private List<SourceSplit> listed(List<String> inputs, SourceFormat format) {
        SourceSettings of = new SourceSettings(
                inputs,
                format,
                settings.maxRecordBytes(),
                settings.unitBytes(),
                settings.unitFiles(),
                settings.textField(),
                settings.uriField(),
                settings.idField(),
                settings.attributeFields(),
                settings.wikiNamespaces(),
                settings.index());
        return Sources.list(of, hadoop).stream()
                .flatMap(unit -> unit.splits().stream())
                .toList();
    }

    private boolean isBare(String input) {
        return settings.format() == SourceFormat.AUTO
                && local(input)
                        .filter(Files::isRegularFile)
                        .filter(file -> file.getFileName().toString().indexOf('.') < 0)
                        .isPresent();
    }

    /** Empty for other file systems. */
    static Optional<Path> local(String input) {
        try {
            URI uri = new org.apache.hadoop.fs.Path(input).toUri();
            return uri.getScheme() == null || uri.getScheme().equals("file")
                    ? Optional.of(Path.of(uri.getPath()).toAbsolutePath().normalize())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
