package dev.millrace.jobs.quickstart;

import dev.millrace.jobs.progress.Display;
import dev.millrace.jobs.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The quick start's pages: jars that Maven fetches into one folder, which is there whole or not at all.
 *
 * @param project Maven project whose {@code dependency:copy} fetches them
 * @param maven command that starts Maven
 */
record Corpus(Path project, String maven) {

    /** Fetches what {@code folder} lacks; does nothing, and starts no Maven, when all is there. */
    void fetchInto(Path folder, Display display) throws IOException, InterruptedException {
        SortedSet<String> wanted = CorpusList.of(project);
        if (Files.isDirectory(folder) && names(folder).equals(wanted)) {
            return;
        }
        Path partial = folder.resolveSibling("." + folder.getFileName() + ".partial");
        delete(partial);
        Files.createDirectories(partial);
        try (Progress progress = display.start("fetch corpus", "jars")) {
            progress.total(wanted.size());
            runMaven(partial, progress);
            progress.reach(wanted.size());
        }
        SortedSet<String> missing = new TreeSet<>(wanted);
        missing.removeAll(names(partial));
        if (!missing.isEmpty()) {
            throw new IOException("Maven fetched no " + String.join(", ", missing));
        }
        delete(folder);
        Files.move(partial, folder);
        display.say("fetch corpus: " + wanted.size() + " jars");
    }

    private void runMaven(Path folder, Progress progress) throws IOException, InterruptedException {
        Process process = start(folder);
        List<String> errors = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(Charset.defaultCharset())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("Downloaded from ") && line.contains("-javadoc.jar ")) {
                    progress.advance(1);
                } else if (line.startsWith("[ERROR] ")) {
                    errors.add(line.substring("[ERROR] ".length()));
                }
            }
        } finally {
            process.destroy();
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("Maven could not fetch the corpus"
                    + (errors.isEmpty() ? "; it ended with " + status : ": " + errors.get(0)));
        }
    }

    private Process start(Path folder) throws IOException {
        try {
            return new ProcessBuilder(
                            maven,
                            "-B",
                            "-f",
                            project.toString(),
                            "-Dcorpus.directory=" + folder.toAbsolutePath(),
                            "dependency:copy")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IOException("Could not start " + maven + ", which fetches the corpus; install Maven 3.8", e);
        }
    }

    private static SortedSet<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
