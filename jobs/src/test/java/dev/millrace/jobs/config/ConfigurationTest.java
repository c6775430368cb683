package dev.millrace.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    Path folder;

    enum Order {
        BY_SIZE,
        BY_NAME
    }

    record Words(int minimumWords, List<String> symbols) {
        Words {
            if (minimumWords < 1) {
                throw new IllegalArgumentException("Invalid minimum words: " + minimumWords + " (must be > 0)");
            }
        }
    }

    record Trim() {}

    record Job(int window, long bytes, double share, Order order, Optional<String> name, List<Choice> chain) {
        Job {
            if (window < 1) {
                throw new IllegalArgumentException("Invalid window: " + window + " (must be > 0)");
            }
        }
    }

    private static final Catalogue CATALOGUE =
            new Catalogue("stages", new TreeMap<>(Map.of("words", Words.class, "trim", Trim.class)));

    private Job read(String file, String... definitions) {
        return load(file, definitions).read("job", Job.class);
    }

    private Configuration load(String file, String... definitions) {
        try {
            Files.writeString(folder.resolve("my.conf"), file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Configuration.load(
                List.of("test-reference.conf"),
                Optional.of(folder.resolve("my.conf")),
                List.of(definitions),
                CATALOGUE);
    }

    private void refuses(String message, String file, String... definitions) {
        assertThatThrownBy(() -> read(file, definitions))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message.replace("FILE", folder.resolve("my.conf").toString()));
    }

    @Test
    void readsEveryKind() {
        assertThat(read("job.name = x"))
                .isEqualTo(new Job(
                        8,
                        64 << 20,
                        0.5,
                        Order.BY_SIZE,
                        Optional.of("x"),
                        List.of(new Choice("trim", new Trim()), new Choice("words", new Words(7, List.of("a", "b"))))));
    }

    @Test
    void definitionsStandOverTheFile() {
        Job job = read("", "job.window=9", "job.bytes=1k", "job.order=by-name", "job.chain=[words]", "job.name=a/b:c");
        assertThat(job)
                .isEqualTo(new Job(
                        9,
                        1024,
                        0.5,
                        Order.BY_NAME,
                        Optional.of("a/b:c"),
                        List.of(new Choice("words", new Words(5, List.of("a", "b"))))));
        assertThat(read("job.name = x", "job.name=null").name()).isEmpty();
    }

    @Test
    void namesTheNearestKnownKey() {
        refuses("FILE:1: unknown key job.windwo = 3; did you mean job.window?", "job.windwo = 3");
        refuses("-D job.shrae: unknown key job.shrae = \"1\"; did you mean job.share?", "", "job.shrae=1");
        refuses("FILE:1: unknown key jobs = {\"a\":1}; did you mean job?", "jobs { a = 1 }");
        refuses("FILE:1: unknown key stages.words.zzz = 1; known here: minimum-words, symbols", "stages.words.zzz = 1");
    }

    @Test
    void namesTheWrongType() {
        String whole = "must be a whole number, or a size such as 8m or 64 MiB";
        refuses("FILE:1: job.window = \"many\": " + whole, "job.window = many");
        refuses("FILE:1: job.window = 1.5: " + whole, "job.window = 1.5");
        refuses("FILE:1: job.window = [1]: " + whole, "job.window = [1]");
        refuses("FILE:1: job.window = \"8g\": must be from -2147483648 to 2147483647", "job.window = 8g");
        refuses("FILE:1: job.share = \"NaN\": must be a number", "job.share = NaN");
        refuses("FILE:1: job.chain = \"words\": must be a list, such as [a, b]", "job.chain = words");
        refuses("FILE:1: job = 3: must be a section { … }", "job = 3");
        refuses(
                "FILE:1: job.order = \"by-nane\": must be one of by-size, by-name; did you mean by-name?",
                "job.order = by-nane");
    }

    @Test
    void pointsAtTheValueThatTheRecordRefuses() {
        refuses("FILE:1: job.window: Invalid window: 0 (must be > 0)", "job.window = 0");
        refuses("-D job.window: Invalid window: -1 (must be > 0)", "", "job.window=-1");
        refuses(
                "FILE:1: job.chain[0].minimum-words: Invalid minimum words: 0 (must be > 0)",
                "job.chain = [{ stage = words, minimum-words = 0 }]");
    }

    @Test
    void namesWhatIsMissing() {
        refuses("FILE:1: missing key job.chain[0].stage (one of trim, words)", "job.chain = [{ minimum-words = 3 }]");
        refuses(
                "FILE:1: job.chain[0].stage = \"wrods\": must be one of trim, words; did you mean words?",
                "job.chain = [wrods]");
        assertThatThrownBy(() ->
                        Configuration.load(List.of(), Optional.of(folder.resolve("no.conf")), List.of(), CATALOGUE))
                .hasMessage(folder.resolve("no.conf") + ": no such configuration file");
    }

    @Test
    void namesTheLineOfBrokenSyntax() {
        assertThatThrownBy(() -> load("job { window = "))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(folder.resolve("my.conf") + ": 1: ")
                .message()
                .doesNotContain("\n");
        assertThatThrownBy(() -> load("", "window")).hasMessage("-D window: must be key=value");
    }

    @Test
    void canonicalFormHasOneSpelling() {
        assertThat(Canonical.of(read("job.bytes = 65536k, job.chain = [trim]"), "job"))
                .isEqualTo(Canonical.of(read("job.chain = [{stage = trim}]", "job.bytes=67108864"), "job"))
                .containsExactlyEntriesOf(new TreeMap<>(Map.of(
                        "job.bytes",
                        "67108864",
                        "job.chain[0].stage",
                        "trim",
                        "job.order",
                        "by-size",
                        "job.share",
                        "0.5",
                        "job.window",
                        "8")));
    }

    @Test
    void rendersTheEffectiveSections() {
        assertThat(load("", "job.window=3").render(List.of("job")))
                .contains("window=\"3\"")
                .doesNotContain("words {");
    }
}
