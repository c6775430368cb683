package dev.millrace.pipeline.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.source.Outcomes;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.source.Sources;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class ReferenceCharsetTest {
    private static final Path DATA = Path.of(System.getProperty("millrace.root", ""))
            .resolve(System.getProperty("millrace.reference", ""))
            .resolve("html-warc");

    @Test
    void decodesPagesWhateverTheirCharsetAndWhereverItIsDeclared() throws IOException {
        Map<String, JsonNode> index = new HashMap<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(DATA.resolve("charset-variants.index.jsonl"))) {
            JsonNode entry = json.readTree(line);
            index.put(entry.get("uri").asText(), entry);
        }
        SourceSettings settings = SourceSettings.of(
                List.of(DATA.resolve("charset-variants.warc.gz").toString()));
        Configuration hadoop = new Configuration(false);
        int declared = 0;
        int undeclared = 0;
        try (Outcomes pages = Sources.read(Sources.list(settings, hadoop).get(0), settings, hadoop)) {
            while (pages.hasNext()) {
                Outcome page = pages.next();
                Content.Payload payload = (Content.Payload) page.document().content();
                JsonNode entry = index.get(page.document().provenance().uri());
                Charset right = CharsetNames.find(entry.get("charset").asText().replace("+BOM", ""))
                        .orElseThrow();
                String expected = new String(payload.bytes(), right).replace("\uFEFF", "");
                declared += decoded(payload, payload.charset()).equals(expected) ? 1 : 0;
                boolean same = decoded(payload, "").equals(expected);
                undeclared += same ? 1 : 0;
            }
        }
        assertThat(declared).isEqualTo(index.size());
        assertThat(undeclared).isGreaterThanOrEqualTo(index.size() * 98 / 100);
    }

    private static String decoded(Content.Payload payload, String header) {
        return new String(payload.bytes(), CharsetDetection.detect(payload.bytes(), header)).replace("\uFEFF", "");
    }
}
