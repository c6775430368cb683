package dev.millrace.pipeline.source;

import static dev.millrace.pipeline.source.InputFixture.HADOOP;
import static dev.millrace.pipeline.source.InputFixture.utf8;
import static dev.millrace.pipeline.source.InputFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
    @TempDir
    Path folder;

    @Test
    void groupsSmallFilesInTheOrderOfTheirNames() throws IOException {
        for (String name : List.of("c", "a", "d", "b")) {
            write(folder, "in/" + name + ".html", utf8("12345"));
        }
        write(folder, "in/bb.html", utf8("x".repeat(50)));
        List<SourceUnit> units = Sources.list(settings(10, 100), HADOOP);
        assertThat(units.stream().map(ListingTest::names))
                .containsExactly("in/a.html in/b.html", "in/bb.html", "in/c.html in/d.html");
        assertThat(units.stream().map(SourceUnit::ordinal)).containsExactly(0, 1, 2);
        assertThat(Sources.list(settings(1000, 3), HADOOP)).hasSize(2);
    }

    @Test
    void namesFilesAlikeWhereverTheRootLies() throws IOException {
        write(folder, "x/in/a.html", utf8("a"));
        write(folder, "y/in/a.html", utf8("a"));
        List<String> both = List.of(folder + "/x/in", folder + "/y/in");
        assertThat(names(Sources.list(SourceSettings.of(both), HADOOP).get(0))).isEqualTo("in/a.html in/a.html~2");
        SourceSettings glob = SourceSettings.of(List.of(folder + "/?/in/*.html"));
        String root = folder.getFileName().toString();
        assertThat(names(Sources.list(glob, HADOOP).get(0))).isEqualTo(root + "/x/in/a.html " + root + "/y/in/a.html");
    }

    @Test
    void readsAFileNamedTwiceOnce() throws IOException {
        write(folder, "in/a.html", utf8("a"));
        SourceSettings twice = SourceSettings.of(List.of(folder + "/in", folder + "/in/a.html"));
        assertThat(names(Sources.list(twice, HADOOP).get(0))).isEqualTo("in/a.html");
    }

    @Test
    void walksLinkedCirclesOnce() throws IOException {
        write(folder, "in/a.html", utf8("a"));
        Files.createSymbolicLink(folder.resolve("in/loop"), folder.resolve("in"));
        assertThat(names(Sources.list(settings(10, 10), HADOOP).get(0))).isEqualTo("in/a.html");
    }

    @Test
    void namesTheKeyAndTheInputThatIsMissing() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        write(folder, "odd.bin", utf8("?"));
        assertThatListing("/nowhere").hasMessage("source.inputs: no such file or directory: " + folder + "/nowhere");
        assertThatListing("/*.warc").hasMessage("source.inputs: no such file or directory: " + folder + "/*.warc");
        assertThatListing("/empty")
                .hasMessage("source.inputs: no readable file below " + folder
                        + "/empty (is it empty, or should source.format be set?)");
        assertThatListing("/odd.bin").hasMessageContaining("can't tell the format of ");
    }

    @Test
    void fingerprintsContentNotTime() throws IOException {
        Path file = write(folder, "in/a.html", utf8("abc"));
        SourceFile listed =
                Sources.list(settings(10, 10), HADOOP).get(0).splits().get(0).file();
        FileFingerprint fingerprint = Sources.fingerprint(listed, HADOOP);
        assertThat(fingerprint.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(fingerprint.length()).isEqualTo(3);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
        assertThat(Sources.fingerprint(listed, HADOOP)).isEqualTo(fingerprint);
    }

    @Test
    void refusesSettingsThatMeanNothing() {
        assertThatThrownBy(() -> SourceSettings.of(List.of()))
                .hasMessage("Invalid inputs: none (name at least one file, directory or glob)");
        assertThatThrownBy(() -> settings(0, 1)).hasMessage("Invalid unitBytes: 0 (must be > 0)");
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertThatListing(String below) {
        SourceSettings settings = SourceSettings.of(List.of(folder + below));
        return assertThatThrownBy(() -> Sources.list(settings, HADOOP)).isInstanceOf(SourceException.class);
    }

    private SourceSettings settings(long unitBytes, int unitFiles) {
        return new SourceSettings(
                List.of(folder + "/in"),
                SourceFormat.AUTO,
                1000,
                unitBytes,
                unitFiles,
                "text",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(0),
                IndexSelection.defaults());
    }

    private static String names(SourceUnit unit) {
        return String.join(
                " ", unit.splits().stream().map(split -> split.file().source()).toList());
    }
}
