package dev.millrace.pipeline.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.pipeline.ReferenceData;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Decides by the probabilities that the original fastText gives 5,000 texts. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class FastTextClassifierConformanceTest {
    private static final String MODEL =
            ReferenceData.file("models/fasttext-lid176/lid.176.ftz").toString();

    private int kept;

    @Test
    void decidesAsTheOriginalsProbabilitiesDo() {
        FastTextClassifier stage = new FastTextClassifier(new FastTextClassifier.Settings(MODEL, "de", .3));
        int texts = ReferenceData.forEachLine("models/fasttext-lid176/golden_predictions.jsonl.gz", golden -> {
            double probability = probability(golden.get("top5"), "de");
            Outcome outcome = stage.apply(document(golden.get("text").asText()));

            assertThat(outcome.document().measures().get(FastTextClassifier.PROBABILITY))
                    .as(golden.get("text").asText())
                    .isCloseTo(probability, within(probability > 0 ? 1e-3 : .2));
            assertThat(outcome instanceof Outcome.Kept)
                    .as(golden.get("text").asText())
                    .isEqualTo(probability >= .3);
            kept += outcome instanceof Outcome.Kept ? 1 : 0;
        });
        assertThat(texts).isEqualTo(5000);
        assertThat(kept).isBetween(40, 200);
    }

    @Test
    void linesOfADocumentCountAsOne() {
        FastTextClassifier stage = new FastTextClassifier(new FastTextClassifier.Settings(MODEL, "de", .3));
        Outcome lines = stage.apply(document("Die Mühle steht am Fluss.\nIhr Rad dreht sich\r\nden ganzen Winter.\n"));
        Outcome line = stage.apply(document("Die Mühle steht am Fluss. Ihr Rad dreht sich den ganzen Winter."));

        assertThat(lines.document().measures()).isEqualTo(line.document().measures());
    }

    /** Of a label that is not among the five best, less than any of them: taken as nothing. */
    private static double probability(JsonNode best, String label) {
        for (JsonNode each : best) {
            if (each.get(0).asText().equals(label)) {
                return each.get(1).asDouble();
            }
        }
        return 0;
    }

    private static Document document(String text) {
        return Document.of(new DocumentId("0".repeat(32)), new Provenance("test", 0, ""), text);
    }
}
