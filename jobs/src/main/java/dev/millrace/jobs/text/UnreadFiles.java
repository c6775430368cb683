package dev.millrace.jobs.text;

import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Rejection;
import dev.millrace.pipeline.source.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What lies below a local folder and is not listed for reading. */
final class UnreadFiles extends SimpleFileVisitor<Path> {
    /** Of a name that hides it; a folder is counted once, with all that lies below it. */
    static final String HIDDEN = "hidden files";
    /** Of a name that no page, archive or record file has. */
    static final String NO_PAGE = "files that are no pages";

    private static final char UNDECODABLE = '\uFFFD';

    private final Path root;
    private final Set<Path> listed;
    private final Predicate<Path> excluded;
    private final Consumer<String> passedOver;
    private final Consumer<PageText> rejected;
    private final Set<Path> walked = new HashSet<>();
    private Optional<Set<Path>> reallyListed = Optional.empty();

    /**
     * @param listed files that are read
     * @param excluded what is left alone and not counted
     * @param passedOver takes {@link #HIDDEN} or {@link #NO_PAGE} for each file
     * @param rejected takes what can't be reached
     */
    UnreadFiles(
            Path root,
            Set<Path> listed,
            Predicate<Path> excluded,
            Consumer<String> passedOver,
            Consumer<PageText> rejected) {
        this.root = root;
        this.listed = listed;
        this.excluded = excluded;
        this.passedOver = passedOver;
        this.rejected = rejected;
    }

    /** Nothing is found below a file. */
    void find() {
        if (!Files.isDirectory(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
        } catch (IOException e) {
            throw new UncheckedIOException("can't list " + root + ": " + e.getMessage(), e);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (excluded.test(folder) || !walked.add(folder.toRealPath())) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (!folder.equals(root) && isHidden(folder)) {
            passedOver.accept(HIDDEN);
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (listed.contains(file) || excluded.test(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (isHidden(file)) {
            passedOver.accept(HIDDEN);
        } else if (attributes.isSymbolicLink()) {
            // links are followed, but for those that lead nowhere
            reject(file, "dangling-link", Files.readSymbolicLink(file).toString());
        } else if (file.toString().indexOf(UNDECODABLE) >= 0) {
            reject(file, PageText.UNREADABLE, "its name is not in the system's encoding of file names");
        } else if (!isListedElsewhere(file)) {
            passedOver.accept(NO_PAGE);
        }
        return FileVisitResult.CONTINUE;
    }

    /** Of the ways to a folder that links make, the listing took one. */
    private boolean isListedElsewhere(Path file) throws IOException {
        if (reallyListed.isEmpty()) {
            Set<Path> real = new HashSet<>();
            for (Path path : listed) {
                real.add(path.toRealPath());
            }
            reallyListed = Optional.of(real);
        }
        return reallyListed.get().contains(file.toRealPath());
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
        if (isHidden(file)) {
            passedOver.accept(HIDDEN);
        } else if (!(why instanceof FileSystemLoopException) && !listed.contains(file)) {
            reject(file, PageText.UNREADABLE, why.toString());
        }
        return FileVisitResult.CONTINUE;
    }

    private void reject(Path file, String rule, String detail) {
        String source = root.getFileName() + "/" + root.relativize(file);
        rejected.accept(
                PageText.rejected(new Provenance(source, 0, ""), Rejection.because(Sources.STAGE, rule, detail)));
    }

    private static boolean isHidden(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") || name.startsWith("_");
    }
}
