package dev.millrace.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void holdsTheSameFigures() throws Exception {
        JsonNode report = json.readTree(JsonReport.render(Figures.realistic()));

        assertThat(report.at("/documentsIn").isMissingNode()).isTrue();
        assertThat(report.at("/funnel/0/in").asLong()).isEqualTo(11_284);
        assertThat(report.at("/funnel/2/stages/1/kept").asLong()).isEqualTo(3_412);
        assertThat(report.at("/rejections/0/examples/0/measured").asDouble()).isEqualTo(17.0);
        assertThat(report.at("/training/evaluation/unigramEntropy").asDouble()).isEqualTo(6.4011);
        assertThat(report.at("/texts/scores/0/limits/0/value").asDouble()).isEqualTo(50);
        assertThat(report.at("/rejections/2/examples/0").has("measured")).isFalse();
    }

    @Test
    void leavesOutWhatIsEmpty() throws Exception {
        JsonNode report = json.readTree(JsonReport.render(Figures.empty()));

        assertThat(report.has("funnel")).isFalse();
        assertThat(report.has("training")).isFalse();
        assertThat(report.get("title").asText()).isEqualTo("empty");
    }

    @Test
    void boundsHostileText() throws Exception {
        String hostile = JsonReport.render(Figures.hostile());

        assertThat(json.readTree(hostile).get("title").asText()).hasSizeLessThanOrEqualTo(SafeText.NAME);
        assertThat(hostile).doesNotContain("\u202E", "\u001b").hasSizeLessThan(40_000);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(hostile)).isTrue();
    }
}
