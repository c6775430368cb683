package dev.millrace.pipeline.perplexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerplexityFilterTest {
    /** Perplexity of "a": 10^((1 + 1) / 2) = 10; of "b": 10^((2 + 1) / 2); of "c": 10^((3 + 1) / 2) = 100. */
    private static final String MODEL = """
            \\data\\
            ngram 1=6

            \\1-grams:
            -9 <unk>
            -99 <s>
            -1 </s>
            -1 a
            -2 b
            -3 c

            \\end\\
            """;

    @TempDir
    Path folder;

    private String model;

    @BeforeEach
    void writeTheModel() throws IOException {
        model = Files.writeString(folder.resolve("en.arpa"), MODEL).toString();
    }

    private static Document document(String language, String text) {
        return Document.of(new DocumentId("0".repeat(32)), new Provenance("s", 0, ""), text)
                .withAttribute(Document.LANGUAGE, language);
    }

    private PerplexitySettings settings(List<Cutoffs> cutoffs, Optional<String> percentiles, Bucket... keep) {
        return new PerplexitySettings(List.of(new ModelOf("en", model)), cutoffs, percentiles, 30, 60, List.of(keep));
    }

    @Test
    void documentsFallIntoHeadMiddleAndTail() {
        PerplexityFilter filter = new PerplexityFilter(
                settings(List.of(new Cutoffs("en", 10.5, 100)), Optional.empty(), Bucket.values()));
        Map.of("a", "head", "b", "middle", "c", "tail").forEach((text, bucket) -> {
            Outcome outcome = filter.apply(document("en", text));
            assertThat(outcome).isInstanceOf(Outcome.Kept.class);
            assertThat(outcome.document().attributes()).containsEntry(PerplexityFilter.BUCKET, bucket);
        });
        assertThat(filter.apply(document("en", "b")).document().measures().get(PerplexityFilter.PERPLEXITY))
                .isCloseTo(Math.pow(10, 1.5), within(1e-4));
    }

    @Test
    void unwantedBucketsAreRejectedWithMeasuredValueAndLimit() {
        PerplexityFilter filter = new PerplexityFilter(
                settings(List.of(new Cutoffs("en", 10.5, 99)), Optional.empty(), Bucket.HEAD, Bucket.ALL));
        Rejection tail = rejection(filter.apply(document("en", "c")));
        assertThat(tail.key()).isEqualTo("perplexity/tail");
        assertThat(tail.measured()).isCloseTo(100, within(1e-3));
        assertThat(tail.limit()).isEqualTo(99);
        Rejection middle = rejection(filter.apply(document("en", "b")));
        assertThat(middle.key()).isEqualTo("perplexity/middle");
        assertThat(middle.limit()).isEqualTo(10.5);
        assertThat(filter.apply(document("de", "c"))).isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void whatHasNoModelCutoffsOrTokenIsNotDivided() {
        PerplexityFilter filter = new PerplexityFilter(settings(List.of(), Optional.empty(), Bucket.HEAD));
        assertThat(rejection(filter.apply(document("de", "a"))).detail()).isEqualTo("no model, or no token");
        assertThat(rejection(filter.apply(document("en", " \n"))).detail()).isEqualTo("no model, or no token");
        Outcome measured = filter.apply(document("en", "a"));
        assertThat(rejection(measured).detail()).isEqualTo("no cutoffs");
        assertThat(measured.document().measures()).containsKey(PerplexityFilter.PERPLEXITY);
    }

    private static Rejection rejection(Outcome outcome) {
        return ((Outcome.Rejected) outcome).rejection();
    }

    @Test
    void cutoffsComeFromPercentilesAndGivenOnesStandOverThem() throws IOException, ClassNotFoundException {
        List<Double> hundred =
                DoubleStream.iterate(1, i -> i + 1).limit(101).boxed().toList();
        Path file = folder.resolve("percentiles.json");
        Files.write(file, new Percentiles(new TreeMap<>(Map.of("en", hundred, "*", hundred))).json());
        PerplexitySettings settings = settings(List.of(), Optional.of(file.toString()), Bucket.MIDDLE);
        // b: 31.6, from the 30th percentile, 31, to below the 60th, 61
        PerplexityFilter filter = travelled(new PerplexityFilter(settings));
        assertThat(filter.apply(document("en", "b"))).isInstanceOf(Outcome.Kept.class);
        assertThat(rejection(filter.apply(document("en", "a"))).limit()).isEqualTo(31);
        PerplexityFilter given = new PerplexityFilter(
                settings(List.of(new Cutoffs("en", 5, 6)), Optional.of(file.toString()), Bucket.MIDDLE));
        assertThat(rejection(given.apply(document("en", "a"))).key()).isEqualTo("perplexity/tail");
        assertThat(settings.files()).containsExactly(model, file.toString());
    }

    private static PerplexityFilter travelled(PerplexityFilter filter) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(filter);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (PerplexityFilter) in.readObject();
        }
    }

    @Test
    void refusesDamagedPercentiles() {
        for (String text : List.of("[]", "{", "{\"en\":[1,2]}", "{\"en\":[" + "1,".repeat(100) + "0.5]}")) {
            assertThatThrownBy(() ->
                            Percentiles.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "p.json"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("p.json: ");
        }
        assertThat(Percentiles.index(30, 11)).isEqualTo(3);
        assertThat(Percentiles.index(100, 11)).isEqualTo(10);
    }

    @Test
    void aMissingModelIsNamed() {
        PerplexityFilter filter = new PerplexityFilter(new PerplexitySettings(
                List.of(new ModelOf("*", folder + "/none.arpa")),
                List.of(),
                Optional.empty(),
                30,
                60,
                List.of(Bucket.ALL)));
        assertThatThrownBy(() -> filter.apply(document("en", "a"))).hasMessageContaining("none.arpa");
    }
}
