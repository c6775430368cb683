package dev.millrace.pipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.ReferenceData;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.words.WordSplit;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verdict for verdict, reason for reason against datatrove 0.10 over 2,474 documents. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class GopherConformanceTest {
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("too-few-words", "gopher_short_doc"),
            Map.entry("too-many-words", "gopher_long_doc"),
            Map.entry("short-words", "gopher_below_avg_threshold"),
            Map.entry("long-words", "gopher_above_avg_threshold"),
            Map.entry("too-many-hashes", "gopher_too_many_hashes"),
            Map.entry("too-many-ellipses", "gopher_too_many_ellipsis"),
            Map.entry("too-many-bullets", "gopher_too_many_bullets"),
            Map.entry("too-many-end-ellipses", "gopher_too_many_end_ellipsis"),
            Map.entry("too-few-alphabetic-words", "gopher_below_alpha_threshold"),
            Map.entry("too-few-stop-words", "gopher_enough_stop_words"),
            Map.entry("duplicate-paragraphs", "dup_para_frac"),
            Map.entry("duplicate-paragraph-characters", "dup_para_char_frac"),
            Map.entry("duplicate-lines", "dup_line_frac"),
            Map.entry("duplicate-line-characters", "dup_line_char_frac"));

    enum Golden {
        SPACY("filters-golden/golden_decisions.jsonl.gz", WordSplit.SPACY_ENGLISH),
        REGEX("filters-golden/golden_decisions_regex.jsonl.gz", WordSplit.WORD_OR_MARK);

        private final String file;
        private final WordSplit words;

        Golden(String file, WordSplit words) {
            this.file = file;
            this.words = words;
        }
    }

    @ParameterizedTest
    @EnumSource
    void qualityEqualsDatatroves(Golden golden) {
        GopherQuality.Settings s = GopherQuality.Settings.defaults();
        Stage stage = new GopherQuality(new GopherQuality.Settings(
                s.minimumWords(),
                s.maximumWords(),
                s.minimumMeanLength(),
                s.maximumMeanLength(),
                s.hashRatio(),
                s.ellipsisRatio(),
                s.bulletLines(),
                s.ellipsisLines(),
                s.alphabeticWords(),
                s.minimumStopWords(),
                s.stopWords(),
                golden.words,
                KeepMeasures.ALL));
        assertThat(differences(stage, golden.file, "gopher_quality")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void repetitionEqualsDatatroves(Golden golden) {
        GopherRepetition.Settings s = GopherRepetition.Settings.defaults();
        Stage stage = new GopherRepetition(new GopherRepetition.Settings(
                s.paragraphs(),
                s.paragraphCharacters(),
                s.lines(),
                s.lineCharacters(),
                s.topNgrams(),
                s.repeatedNgrams(),
                golden.words,
                KeepMeasures.NONE));
        assertThat(differences(stage, golden.file, "gopher_repetition")).isEmpty();
    }

    private static Map<String, String> differences(Stage stage, String golden, String filter) {
        Map<String, String> expected = new TreeMap<>();
        ReferenceData.forEachLine(golden, line -> {
            if (line.get("filter").asText().equals(filter)) {
                expected.put(line.get("id").asText(), line.get("reason").asText("kept"));
            }
        });
        Map<String, String> different = new TreeMap<>();
        int judged = ReferenceData.forEachLine("filters-golden/docs.jsonl.gz", line -> {
            String id = line.get("id").asText();
            String reason = reason(stage, line.get("text").asText());
            if (!reason.equals(expected.get(id))) {
                different.put(id, reason + ", not " + expected.get(id));
            }
        });
        assertThat(judged).isEqualTo(expected.size()).isEqualTo(2474);
        return different;
    }

    private static String reason(Stage stage, String text) {
        Document document = Document.of(new DocumentId("0".repeat(32)), new Provenance("test", 0, ""), text);
        if (stage.apply(document) instanceof Outcome.Rejected rejected) {
            String rule = rejected.rejection().rule();
            return REASONS.getOrDefault(
                    rule,
                    rule.replaceFirst("top-(\\d+)-gram", "top_$1_gram")
                            .replaceFirst("repeated-(\\d+)-grams", "duplicated_$1_n_grams"));
        }
        return "kept";
    }
}
