package dev.millrace.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractCommandTest {
    private static final String PAGE = "<html><title>T</title><article><h2>Head</h2><p>"
            + "Words of a page, and more of them, all day. ".repeat(9) + "</p></article></html>";

    @TempDir
    Path folder;

    private Path site;
    private Path texts;
    private String out;
    private String error;

    @BeforeEach
    void makeFolders() throws IOException {
        site = Files.createDirectories(folder.resolve("site"));
        texts = folder.resolve("texts");
    }

    private int run(byte[] input, String... arguments) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = CommandLineTool.run(
                new Streams(
                        new ByteArrayInputStream(input),
                        new PrintStream(to, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8),
                        OptionalInt.empty()),
                Stream.concat(Stream.of("extract"), Stream.of(arguments)).toArray(String[]::new));
        out = to.toString(StandardCharsets.UTF_8);
        error = errors.toString(StandardCharsets.UTF_8);
        return status;
    }

    private int extractSite() {
        return run(new byte[0], "--input", site.toString(), "--output", texts.toString());
    }

    private void page(String name) throws IOException {
        Path file = site.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, PAGE);
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(texts)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> texts.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void accountsForEveryFile() throws IOException {
        for (String name : List.of("p.html", "p.HTML", "p.htm", "a.png", "b.css", "bare", ".hid/q.html", "_r.html")) {
            page(name);
        }
        Files.createDirectories(site.resolve("folder.html"));
        Files.writeString(site.resolve("empty.html"), "");
        Files.writeString(site.resolve("none.html"), "<img src=x>");
        Files.createSymbolicLink(site.resolve("dangling.html"), Path.of("nowhere"));
        Files.createSymbolicLink(site.resolve("loop"), Path.of("."));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(site.resolve("z.zip")))) {
            zip.putNextEntry(new ZipEntry("../../escaped.html"));
            zip.write(PAGE.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(extractSite()).isZero();
        assertThat(written()).containsExactly("p.htm.txt", "p.html.txt", "p.txt", "z.zip/__/__/escaped.txt");
        assertThat(error)
                .contains(
                        "site/dangling.html: no text: source/dangling-link: nowhere\n",
                        "site/empty.html: no text: source/empty-file\n",
                        "site/none.html: no text: extract/no-main-text (0, limit 1)\n",
                        "extract: 7 pages in ",
                        ", written 4, rejected 3, extract/no-main-text 1, source/dangling-link 1, source/empty-file 1,"
                                + " files that are no pages 3, hidden files 2, characters ")
                .hasLineCount(4);
    }

    @Test
    void writesTheSameAgainAndReadsNothingBelowTheOutput() throws IOException {
        page("a/b.html");
        texts = site.resolve("texts");
        assertThat(extractSite()).isZero();
        assertThat(extractSite()).isZero();
        assertThat(written()).containsExactly("a/b.txt");
        assertThat(error).contains("1 pages in ").doesNotContain("no pages");
    }

    @Test
    void countsAFolderThatIsReachedTwiceOnce() throws IOException {
        page("b/p.html");
        page("b/p.png");
        Files.createSymbolicLink(site.resolve("a"), Path.of("b"));
        assertThat(extractSite()).isZero();
        assertThat(written()).hasSize(1);
        assertThat(error).contains("1 pages in ", "files that are no pages 1,");
    }

    @Test
    void goesOnAfterAFileThatCannotBeRead() throws IOException {
        page("a.html");
        page("b.html");
        // its checksum file makes the read fail as a broken disk does
        Files.write(site.resolve(".a.html.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
        assertThat(extractSite()).isEqualTo(1);
        assertThat(written()).containsExactly("b.txt");
        assertThat(error)
                .contains("site/a.html: no text: source/unreadable: ", "written 1, rejected 1, source/unreadable 1");
    }

    @Test
    void tellsOfANameThatIsNotInTheEncodingOfFileNames() throws IOException {
        page("a.html");
        Files.writeString(Path.of(URI.create(site.toUri() + "%E9.html")), PAGE);
        assertThat(extractSite()).isEqualTo(1);
        assertThat(error).contains("source/unreadable: its name is not in", "written 1, rejected 1");
    }

    @Test
    void readsANamedFileWithoutAnEndingAsAPage() throws IOException {
        page("bare");
        assertThat(run(new byte[0], site.resolve("bare").toString())).isZero();
        assertThat(out).startsWith("Head\n\nWords of a page");
    }

    @Test
    void refusesOutputsThatAreFilesOrTheInput() throws IOException {
        page("a.html");
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(run(new byte[0], "--input", site.toString(), "--output", file.toString()))
                .isEqualTo(2);
        assertThat(error).contains("--output is no folder").hasLineCount(1);
        texts = site;
        assertThat(extractSite()).isEqualTo(2);
        assertThat(error).contains("--output is the folder that is read").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"--format,pdf", "--preset,bold", "--format,''", "--output,''"})
    void refusesBadValuesInOneLine(String option, String value) throws IOException {
        page("a.html");
        assertThat(run(new byte[0], site.toString(), option, value)).isEqualTo(2);
        assertThat(error).contains(option).hasLineCount(1);
    }

    @Test
    void everyFormatGoesWithEveryPreset() throws IOException {
        page("a.html");
        for (String preset : List.of("precision", "balanced", "recall")) {
            for (String format : List.of("text", "markdown", "json")) {
                assertThat(run(new byte[0], site.toString(), "--format", format, "--preset", preset))
                        .isZero();
                assertThat(out).as(format).contains("Words of a page");
                assertThat(out.startsWith("{")).isEqualTo(format.equals("json"));
                assertThat(out.contains("## Head")).isEqualTo(format.equals("markdown"));
            }
        }
    }

    @Test
    void takesWhateverStandardInputHolds() {
        assertThat(run(PAGE.getBytes(StandardCharsets.UTF_16), "-")).isZero();
        assertThat(out).startsWith("Head\n\nWords of a page");
        assertThat(run("No markup at all in here.".getBytes(StandardCharsets.UTF_8), "-"))
                .isZero();
        assertThat(out).isEqualTo("No markup at all in here.\n");
        byte[] noise = new byte[9000];
        new Random(3).nextBytes(noise);
        assertThat(run(noise, "-")).isEqualTo(1);
        assertThat(error).contains("standard input: no text: extract/binary").hasLineCount(1);
        assertThat(run(" x".repeat(6 << 20).getBytes(StandardCharsets.UTF_8), "-"))
                .isEqualTo(1);
        assertThat(error).contains("extract/too-many-bytes").hasLineCount(1);
    }
}
