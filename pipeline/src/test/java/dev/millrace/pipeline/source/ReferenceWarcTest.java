package dev.millrace.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.outcome.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class ReferenceWarcTest {
    private static final Path DATA =
            Path.of(System.getProperty("millrace.root", "")).resolve(System.getProperty("millrace.reference", ""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "html-warc/docs-multilang-00.warc.gz",
                "html-warc/docs-multilang-01.warc.gz",
                "html-warc/docs-multilang-02.warc.gz",
                "html-warc/docs-multilang-03.warc.gz",
                "html-warc/charset-variants.warc.gz",
                "warc-real/jwarc-cc.warc.gz",
                "warc-real/sample-0000.warc.gz",
                "warc-real/sample-0001.warc.gz",
                "warc-real/whirlwind.warc",
                "warc-real/whirlwind.warc.gz",
                "warc-real/whirlwind.warc.wet",
                "warc-real/whirlwind.warc.wet.gz"
            })
    void readsEveryDocumentThatAnotherReaderSees(String name) throws IOException {
        Map<Long, String> expected = new TreeMap<>();
        try (WarcReader reader = new WarcReader(DATA.resolve(name))) {
            for (WarcRecord record : reader) {
                if (List.of("response", "conversion", "resource", "revisit").contains(record.type())) {
                    expected.put(reader.position(), record.type());
                }
            }
        }
        List<Outcome> outcomes = InputFixture.readAll(InputFixture.settings(DATA.resolve(name), 32 << 20));
        Map<String, Integer> counts = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            String key = outcome instanceof Outcome.Rejected r ? r.rejection().key() : "kept";
            counts.merge(key, 1, Integer::sum);
        }
        assertThat(outcomes.stream().map(o -> o.document().provenance().offset()))
                .containsExactlyElementsOf(expected.keySet());
        assertThat(outcomes.stream().map(o -> o.document().id()).distinct()).hasSameSizeAs(outcomes);
        assertThat(counts.keySet()).isSubsetOf("kept", "source/http-status", "source/media-type", "source/revisit");
    }
}
