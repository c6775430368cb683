package dev.millrace.jobs.text;

import dev.millrace.pipeline.document.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A folder of texts: a file each, none written twice, none ever there in part. */
final class TextFolder {
    private final Path folder;
    private final String extension;
    private final Set<String> tops;
    private final Set<String> files = new HashSet<>();
    private final Set<String> folders = new HashSet<>();

    /** @param tops folders whose names are left out of the path */
    TextFolder(Path folder, String extension, Set<String> tops) {
        this.folder = folder;
        this.extension = extension;
        this.tops = tops;
    }

    /** An earlier run's file of the name is replaced. */
    void write(Provenance page, String text) {
        Path file = folder.resolve(claim(page));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path aside =
                    file.resolveSibling(".millrace-" + ProcessHandle.current().pid() + ".part");
            try {
                Files.write(aside, (text + "\n").getBytes(StandardCharsets.UTF_8));
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The page's place below the folder. One that an earlier page has taken becomes the page's whole name with the
     * extension ({@code p.html.txt}), then one with its offset, then a numbered one.
     */
    String claim(Provenance page) {
        List<String> names = TextFile.names(page, tops);
        String parent = "";
        for (String name : names.subList(0, names.size() - 1)) {
            String below = parent + TextFile.shortened(name);
            while (files.contains(below)) {
                below += "~";
            }
            folders.add(below);
            parent = below + "/";
        }
        String whole = TextFile.shortened(names.get(names.size() - 1));
        String candidate = parent + TextFile.shortened(TextFile.stem(names.get(names.size() - 1))) + extension;
        if (isTaken(candidate)) {
            candidate = parent + whole + extension;
        }
        if (isTaken(candidate)) {
            candidate = parent + whole + "~" + page.offset() + extension;
        }
        for (int n = 2; isTaken(candidate); n++) {
            candidate = parent + whole + "~" + page.offset() + "~" + n + extension;
        }
        files.add(candidate);
        return candidate;
    }

    private boolean isTaken(String file) {
        return files.contains(file) || folders.contains(file);
    }
}
