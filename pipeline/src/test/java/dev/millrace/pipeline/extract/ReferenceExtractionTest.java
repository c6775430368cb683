package dev.millrace.pipeline.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Lower bounds of what extraction reaches on pages with known main text. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class ReferenceExtractionTest {
    private static final Path DATA =
            Path.of(System.getProperty("millrace.root", "")).resolve(System.getProperty("millrace.reference", ""));
    private static final int GRAM = 4;

    @Test
    void takesWhatBelongsAndLeavesWhatDoesNot() throws IOException {
        Path folder = DATA.resolve("html-extraction-trafilatura-cache");
        JsonNode segments = new ObjectMapper()
                .readTree(folder.resolve("evaldata-cache.json").toFile());
        int taken = 0;
        int wanted = 0;
        int wrong = 0;
        try (ZipFile zip = new ZipFile(folder.resolve("trafilatura-cache.zip").toFile(), StandardCharsets.UTF_8)) {
            Map<String, ZipEntry> entries = new HashMap<>();
            zip.stream().forEach(entry -> entries.put(composed(entry.getName()), entry));
            for (JsonNode page : segments) {
                ZipEntry entry =
                        entries.get(composed("tests/cache/" + page.get("file").asText()));
                if (entry == null) {
                    continue;
                }
                String text = squeezed(extracted(zip.getInputStream(entry).readAllBytes()));
                for (JsonNode segment : page.get("with")) {
                    wanted++;
                    taken += text.contains(squeezed(segment.asText())) ? 1 : 0;
                }
                for (JsonNode segment : page.get("without")) {
                    wrong += text.contains(squeezed(segment.asText())) ? 1 : 0;
                }
            }
        }
        assertThat(wanted).isGreaterThan(250);
        assertThat(2.0 * taken / (wanted + taken + wrong)).isGreaterThan(.935);
    }

    @Test
    void takesTheWordsOfTheArticle() throws IOException {
        Path file = DATA.resolve("html-extraction-readability/readability-test-pages.zip");
        double precision = 0;
        double recall = 0;
        int pages = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream()
                    .filter(entry -> entry.getName().endsWith("/source.html"))
                    .toList()) {
                ZipEntry gold = zip.getEntry(entry.getName().replace("source.html", "expected.html"));
                byte[] goldHtml = zip.getInputStream(gold).readAllBytes();
                Map<String, Integer> expected = grams(Jsoup.parse(new String(goldHtml, StandardCharsets.UTF_8))
                        .wholeText());
                Map<String, Integer> found =
                        grams(extracted(zip.getInputStream(entry).readAllBytes()));
                double shared = expected.entrySet().stream()
                        .mapToInt(gram -> Math.min(gram.getValue(), found.getOrDefault(gram.getKey(), 0)))
                        .sum();
                precision += shared / Math.max(1, total(found));
                recall += shared / Math.max(1, total(expected));
                pages++;
            }
        }
        assertThat(pages).isEqualTo(130);
        assertThat(2 * precision * recall / (precision + recall) / pages).isGreaterThan(.95);
    }

    private static String extracted(byte[] page) throws IOException {
        byte[] html = page.length > 2 && page[0] == 0x1F && page[1] == (byte) 0x8B
                ? new GZIPInputStream(new ByteArrayInputStream(page)).readAllBytes()
                : page;
        return MainText.extract(new String(html, CharsetDetection.detect(html, "")), ExtractSettings.defaults())
                .text();
    }

    private static Map<String, Integer> grams(String text) {
        String[] words = text.split("[^\\p{L}\\p{N}_]+");
        Map<String, Integer> grams = new HashMap<>();
        for (int i = 0; i + GRAM <= words.length; i++) {
            grams.merge(String.join(" ", words[i], words[i + 1], words[i + 2], words[i + 3]), 1, Integer::sum);
        }
        return grams;
    }

    private static double total(Map<String, Integer> grams) {
        return grams.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
