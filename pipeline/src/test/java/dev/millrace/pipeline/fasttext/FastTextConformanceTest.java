package dev.millrace.pipeline.fasttext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Predictions of lid.176.ftz as the original program made them. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class FastTextConformanceTest {
    private static final Path FOLDER = Path.of(System.getProperty("millrace.root", "."))
            .resolve(System.getProperty("millrace.reference", "."))
            .resolve("models/fasttext-lid176");

    @Test
    void predictsWhatTheOriginalPredicts() throws IOException {
        FastTextModel model = FastTextModel.read(FOLDER.resolve("lid.176.ftz"));
        ObjectMapper json = new ObjectMapper();
        int texts = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve("golden_predictions.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode golden = json.readTree(line);
                JsonNode top = golden.get("top5");
                List<Prediction> predictions = model.predict(golden.get("text").textValue(), top.size());
                for (int i = 0; i < top.size(); i++) {
                    assertThat(predictions.get(i).probability())
                            .as("%s, label %d", golden.get("id"), i)
                            .isCloseTo(top.get(i).get(1).doubleValue(), within(1e-3));
                }
                assertThat(predictions.get(0).label())
                        .as(golden.get("id").toString())
                        .isEqualTo(top.get(0).get(0).textValue());
                texts++;
            }
        }
        assertThat(texts).isEqualTo(5000);
    }
}
