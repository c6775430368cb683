package dev.millrace.pipeline.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the input files and groups them into units of work. */
final class Listing {
    private static final String KEY = "source.inputs: ";
    private static final Comparator<FileStatus> BY_PATH =
            Comparator.comparing(status -> status.getPath().toString());

    private final SourceSettings settings;
    private final Configuration hadoop;
    private final Map<String, SourceFile> filesByPath = new LinkedHashMap<>();
    private final Set<String> sources = new HashSet<>();
    private final Set<java.nio.file.Path> walked = new HashSet<>();

    Listing(SourceSettings settings, Configuration hadoop) {
        this.settings = settings;
        this.hadoop = hadoop;
    }

    List<SourceUnit> units() {
        for (String input : settings.inputs()) {
            try {
                add(input);
            } catch (IOException e) {
                throw new UncheckedIOException(KEY + "can't list " + input + ": " + e.getMessage(), e);
            }
        }
        List<SourceFile> files = new ArrayList<>(filesByPath.values());
        files.sort(Comparator.comparing(SourceFile::source));
        return Units.of(files, settings);
    }

    private void add(String input) throws IOException {
        Path path = path(input);
        FileSystem fileSystem = fileSystem(path, input);
        Optional<FileStatus> exact = status(fileSystem, path);
        boolean found = false;
        walked.clear();
        if (exact.isPresent()) {
            found = take(fileSystem, exact.get(), exact.get().getPath());
        } else {
            FileStatus[] matches = fileSystem.globStatus(path);
            if (matches == null || matches.length == 0) {
                throw new SourceException(KEY + "no such file or directory: " + input);
            }
            Arrays.sort(matches, BY_PATH);
            Path root = fileSystem.makeQualified(fixedPart(path));
            for (FileStatus match : matches) {
                found |= take(fileSystem, match, root);
            }
        }
        if (!found) {
            throw new SourceException(
                    KEY + "no readable file below " + input + " (is it empty, or should source.format be set?)");
        }
    }

    /** Whether there was anything to read. */
    private boolean take(FileSystem fileSystem, FileStatus match, Path root) throws IOException {
        if (match.isDirectory()) {
            return walk(fileSystem, match, root);
        }
        SourceFormat format = formatOf(match)
                .orElseThrow(() -> new SourceException(
                        KEY + "can't tell the format of " + match.getPath() + " by its name (set source.format)"));
        put(match, format, root);
        return true;
    }

    private boolean walk(FileSystem fileSystem, FileStatus directory, Path root) throws IOException {
        if (!firstVisit(directory)) {
            return false;
        }
        FileStatus[] children = fileSystem.listStatus(directory.getPath());
        Arrays.sort(children, BY_PATH);
        boolean found = false;
        for (FileStatus child : children) {
            if (FileNames.isHidden(child.getPath().getName())) {
                continue;
            }
            if (child.isDirectory()) {
                found |= walk(fileSystem, child, root);
            } else if (formatOf(child).isPresent()) {
                put(child, formatOf(child).get(), root);
                found = true;
            }
        }
        return found;
    }

    /** Links may lead in circles; every real directory is walked once. */
    private boolean firstVisit(FileStatus directory) throws IOException {
        var uri = directory.getPath().toUri();
        if (!"file".equals(uri.getScheme())) {
            return true;
        }
        return walked.add(java.nio.file.Path.of(uri.getPath()).toRealPath());
    }

    private void put(FileStatus file, SourceFormat format, Path root) {
        String path = file.getPath().toString();
        if (filesByPath.containsKey(path)) {
            return;
        }
        String name = sourceName(file.getPath(), root);
        String unique = name;
        for (int n = 2; !sources.add(unique); n++) {
            unique = name + "~" + n;
        }
        filesByPath.put(path, new SourceFile(path, unique, file.getLen(), format));
    }

    /** The root's own name and the path below it; a file that is its own root has just its name. */
    private static String sourceName(Path file, Path root) {
        String below = file.toUri().getPath().substring(root.toUri().getPath().length());
        String relative = below.startsWith("/") ? below.substring(1) : below;
        if (relative.isEmpty()) {
            return root.getName();
        }
        return root.getName().isEmpty() ? relative : root.getName() + "/" + relative;
    }

    private Optional<SourceFormat> formatOf(FileStatus file) {
        String name = file.getPath().getName();
        return switch (settings.format()) {
            case AUTO -> FileNames.format(name);
            case HTML, TEXT -> Optional.of(settings.format());
            case CODE ->
                FileNames.isArchive(name) || CodeLanguages.of(name).isPresent()
                        ? Optional.of(SourceFormat.CODE)
                        : Optional.empty();
            case INDEX ->
                settings.index().readsPartition(file.getPath().toString())
                        ? Optional.of(SourceFormat.INDEX)
                        : Optional.empty();
            case WARC, ARC, WIKIPEDIA, JSONL, PARQUET ->
                FileNames.isArchive(name) ? Optional.empty() : Optional.of(settings.format());
        };
    }

    /** The deepest directory above the first name that holds a glob character. */
    private static Path fixedPart(Path glob) {
        Path fixed = glob;
        for (Path part = glob; part != null; part = part.getParent()) {
            if (part.getName().chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0) && part.getParent() != null) {
                fixed = part.getParent();
            }
        }
        return fixed;
    }

    private static Path path(String input) {
        try {
            return new Path(input);
        } catch (IllegalArgumentException e) {
            throw new SourceException(KEY + "no path: \"" + input + "\" (" + e.getMessage() + ")");
        }
    }

    private FileSystem fileSystem(Path path, String input) throws IOException {
        try {
            return path.getFileSystem(hadoop);
        } catch (org.apache.hadoop.fs.UnsupportedFileSystemException e) {
            throw new SourceException(KEY + "no such file system: " + input + " (" + e.getMessage() + ")");
        }
    }

    private static Optional<FileStatus> status(FileSystem fileSystem, Path path) throws IOException {
        try {
            return Optional.of(fileSystem.getFileStatus(path));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }
}
