package dev.millrace.pipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verdicts, reasons and edited texts of profiles over ninety texts of our own, against those of their originals' rules
 * run in Python (3.11, NLTK 3.8; DCLM's and Dolma's filters, C4's of tensorflow/datasets).
 */
class ProfilesTest {
    @TempDir
    Path folder;

    @Test
    void decideAsTheirOriginalsDo() throws IOException {
        Path words = Files.writeString(folder.resolve("bad.txt"), "# list\narsehole\nbad apple\n");
        C4Tfds.Settings c4 = C4Tfds.Settings.defaults();
        List<Stage> stages = List.of(
                new DclmQuality(DclmQuality.Settings.defaults()),
                new DclmRepetition(DclmRepetition.Settings.defaults()),
                new RefinedWebLines(RefinedWebLines.Settings.defaults()),
                new DolmaGopher(DolmaGopher.Settings.defaults()),
                new DolmaC4(DolmaC4.Settings.defaults()),
                new C4Tfds(new C4Tfds.Settings(
                        c4.maximumCharacters(),
                        c4.minimumSentences(),
                        c4.minimumWordsPerLine(),
                        c4.maximumWordLength(),
                        c4.sentences(),
                        List.of(words.toString()),
                        KeepMeasures.ALL)));
        Map<String, String> different = new TreeMap<>();
        int judged = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ProfilesTest.class.getResourceAsStream("profiles.jsonl"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode golden = new ObjectMapper().readTree(line);
                for (Stage stage : stages) {
                    compare(stage, golden, different);
                }
                judged++;
            }
        }
        assertThat(judged).isEqualTo(90);
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
                        ? sha1(outcome.document().text())
                        : "");
        if (!found.equals(expected)) {
            different.put(stage.name() + ": " + golden.get("text").asText(), found + ", not " + expected);
        }
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
