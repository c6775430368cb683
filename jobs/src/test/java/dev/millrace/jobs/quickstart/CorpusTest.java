package dev.millrace.jobs.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.progress.Display;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    @TempDir
    Path folder;

    private final Display display = Display.on(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            OptionalInt.empty(),
            System::nanoTime);

    private Path project;

    @BeforeEach
    void listTwoJars() throws IOException {
        project = folder.resolve("corpus.xml");
        Files.writeString(project, """
                <project><artifactItem><artifactId>a</artifactId><version>1</version><classifier>javadoc</classifier></artifactItem>
                <artifactItem><artifactId>b</artifactId><version>2</version><classifier>javadoc</classifier></artifactItem></project>
                """);
    }

    /** A stand-in for Maven: a shell script. */
    private Corpus fetchedBy(String script) throws IOException {
        Path maven = folder.resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\nout=${4#*=}\necho run >>" + folder.resolve("runs") + "\n" + script + "\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Corpus(project, maven.toString());
    }

    @Test
    void fetchesOnceAndWhole() throws Exception {
        Corpus corpus = fetchedBy("touch $out/a-1-javadoc.jar $out/b-2-javadoc.jar");
        corpus.fetchInto(folder.resolve("corpus"), display);
        corpus.fetchInto(folder.resolve("corpus"), display);
        assertThat(folder.resolve("corpus/a-1-javadoc.jar")).exists();
        assertThat(folder.resolve(".corpus.partial")).doesNotExist();
        assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(1);
    }

    @Test
    void leavesNoCorpusWhenMavenFails() throws Exception {
        Corpus corpus = fetchedBy("touch $out/a-1-javadoc.jar; echo '[ERROR] No route to the repository'; exit 1");
        assertThatThrownBy(() -> corpus.fetchInto(folder.resolve("corpus"), display))
                .hasMessage("Maven could not fetch the corpus: No route to the repository");
        assertThat(folder.resolve("corpus")).doesNotExist();
    }

    @Test
    void refusesAPartOfTheCorpus() throws Exception {
        Corpus corpus = fetchedBy("touch $out/a-1-javadoc.jar");
        assertThatThrownBy(() -> corpus.fetchInto(folder.resolve("corpus"), display))
                .hasMessage("Maven fetched no b-2-javadoc.jar");
        assertThat(folder.resolve("corpus")).doesNotExist();
    }

    @Test
    void fetchesAgainWhatIsMissing() throws Exception {
        Files.createDirectories(folder.resolve("corpus"));
        Files.createFile(folder.resolve("corpus/a-1-javadoc.jar"));
        fetchedBy("touch $out/a-1-javadoc.jar $out/b-2-javadoc.jar").fetchInto(folder.resolve("corpus"), display);
        assertThat(folder.resolve("corpus/b-2-javadoc.jar")).exists();
    }
}
