package dev.millrace.pipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.pipeline.GoldenTexts;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Verdicts, reasons and edited texts of profiles over texts of our own, against those of their originals' rules run in
 * Python (3.11; spaCy 3.8.16, NLTK 3.8; datatrove's, DCLM's and Dolma's filters, C4's of tensorflow/datasets): ninety
 * of sentences, 170 by chance, of odd characters, tokens and line ends and of shares that lie on the limits.
 */
class ProfilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"profiles.jsonl, 90", "adversarial.jsonl, 170"})
    void decideAsTheirOriginalsDo(String texts, int count) throws IOException {
        Path words = Files.writeString(folder.resolve("bad.txt"), "# list\narsehole\nbad apple\n");
        C4Tfds.Settings c4 = C4Tfds.Settings.defaults();
        List<Stage> stages = List.of(
                new GopherRepetition(GopherRepetition.defaults()),
                new GopherQuality(GopherQuality.Settings.defaults()),
                new C4Quality(C4Quality.Settings.defaults()),
                new FineWebQuality(FineWebQuality.Settings.defaults()),
                new C4Paragraphs(C4Paragraphs.Settings.defaults()),
                new DclmQuality(DclmQuality.Settings.defaults()),
                new DclmRepetition(DclmRepetition.defaults()),
                new RefinedWebLines(RefinedWebLines.Settings.defaults()),
                new DolmaGopher(DolmaGopher.Settings.defaults()),
                new DolmaC4(DolmaC4.Settings.defaults()),
                new C4Tfds(new C4Tfds.Settings(
                        c4.maximumCharacters(),
                        c4.minimumSentences(),
                        c4.minimumWordsPerLine(),
                        c4.maximumWordLength(),
                        c4.sentences(),
                        c4.punktModel(),
                        List.of(words.toString()))));
        Map<String, String> different = new TreeMap<>();
        int judged = GoldenTexts.forEach(
                ProfilesTest.class,
                texts,
                golden -> stages.stream()
                        .filter(stage -> golden.has(stage.name()))
                        .forEach(stage -> compare(stage, golden, different)));
        assertThat(judged).isEqualTo(count);
        assertThat(different).isEmpty();
    }

    private static void compare(Stage stage, JsonNode golden, Map<String, String> different) {
        Outcome outcome = stage.apply(Judged.document(golden.get("text").asText()));
        String reason = outcome instanceof Outcome.Rejected rejected
                ? rejected.rejection().rule()
                : "kept";
        Optional<JsonNode> text = Optional.ofNullable(golden.get(stage.name() + ".text"));
        String expected =
                golden.get(stage.name()).asText() + text.map(JsonNode::asText).orElse("");
        String found = reason
                + (reason.equals("kept") && text.isPresent()
                        ? GoldenTexts.sha1(outcome.document().text())
                        : "");
        if (!found.equals(expected)) {
            different.put(stage.name() + ": " + golden.get("text").asText(), found + ", not " + expected);
        }
    }
}
