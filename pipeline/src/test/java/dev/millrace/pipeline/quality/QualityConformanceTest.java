package dev.millrace.pipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.GoldenTexts;
import dev.millrace.pipeline.ReferenceData;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.words.SentenceSplit;
import dev.millrace.pipeline.words.WordSplit;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verdict for verdict, reason for reason against datatrove 0.10 over 2,474 documents. */
@EnabledIfSystemProperty(named = "millrace.reference", matches = ".+")
class QualityConformanceTest {
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
            Map.entry("duplicate-line-characters", "dup_line_char_frac"),
            Map.entry("lorem-ipsum", "lorem_ipsum"),
            Map.entry("curly-bracket", "curly_bracket"),
            Map.entry("too-few-sentences", "too_few_sentences"),
            Map.entry("too-few-ended-lines", "line_punct_ratio"),
            Map.entry("too-many-short-lines", "short_line_ratio"),
            Map.entry("too-many-newlines", "list_ratio"));

    enum Golden {
        SPACY("filters-golden/golden_decisions.jsonl.gz", WordSplit.SPACY_ENGLISH, SentenceSplit.SPACY_ENGLISH),
        REGEX("filters-golden/golden_decisions_regex.jsonl.gz", WordSplit.WORD_OR_MARK, SentenceSplit.STOP_AND_SPACE);

        private final String file;
        private final WordSplit words;
        private final SentenceSplit sentences;

        Golden(String file, WordSplit words, SentenceSplit sentences) {
            this.file = file;
            this.words = words;
            this.sentences = sentences;
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
                golden.words));
        assertThat(differences(stage, golden.file, "gopher_quality")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void repetitionEqualsDatatroves(Golden golden) {
        RepetitionSettings s = GopherRepetition.defaults();
        Stage stage = new GopherRepetition(new RepetitionSettings(
                s.paragraphs(),
                s.paragraphCharacters(),
                s.lines(),
                s.lineCharacters(),
                s.topNgrams(),
                s.repeatedNgrams(),
                golden.words));
        assertThat(differences(stage, golden.file, "gopher_repetition")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void fineWebEqualsDatatroves(Golden golden) {
        FineWebQuality.Settings s = FineWebQuality.Settings.defaults();
        Stage stage = new FineWebQuality(new FineWebQuality.Settings(
                s.endedLines(),
                s.shortLines(),
                s.shortLineLength(),
                s.duplicateCharacters(),
                s.newlineRatio(),
                golden.words));
        assertThat(differences(stage, golden.file, "fineweb_quality")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void c4EqualsDatatroves(Golden golden) {
        assertThat(differences(c4(C4Quality.LineEnds.END_MARK, golden), golden.file, "c4_default"))
                .isEmpty();
        assertThat(differences(c4(C4Quality.LineEnds.ANY, golden), golden.file, "c4_fineweb"))
                .isEmpty();
    }

    private static Stage c4(C4Quality.LineEnds ends, Golden golden) {
        C4Quality.Settings s = C4Quality.Settings.defaults();
        return new C4Quality(new C4Quality.Settings(
                ends, s.minimumSentences(), s.minimumWordsPerLine(), s.maximumWordLength(), golden.sentences));
    }

    private static Map<String, String> differences(Stage stage, String golden, String filter) {
        Map<String, String> expected = new TreeMap<>();
        ReferenceData.forEachLine(golden, line -> {
            if (line.get("filter").asText().equals(filter)) {
                expected.put(
                        line.get("id").asText(),
                        line.get("reason").asText("kept") + line.path("sha1").asText());
            }
        });
        Map<String, String> different = new TreeMap<>();
        int judged = ReferenceData.forEachLine("filters-golden/docs.jsonl.gz", line -> {
            String id = line.get("id").asText();
            String reason = reason(stage, line.get("text").asText(), expected.get(id));
            if (!reason.equals(expected.get(id))) {
                different.put(id, reason + ", not " + expected.get(id));
            }
        });
        assertThat(judged).isEqualTo(expected.size()).isEqualTo(2474);
        return different;
    }

    /** The rule's name there; for a kept text "kept", and the SHA-1 of the text where one is expected. */
    private static String reason(Stage stage, String text, String expected) {
        Outcome outcome = stage.apply(Judged.document(text));
        if (outcome instanceof Outcome.Rejected rejected) {
            return name(stage, rejected.rejection().rule());
        }
        return expected.equals("kept")
                ? "kept"
                : "kept" + GoldenTexts.sha1(outcome.document().text());
    }

    private static String name(Stage stage, String rule) {
        if (stage instanceof FineWebQuality && rule.equals("duplicate-line-characters")) {
            return "char_dup_ratio";
        }
        return REASONS.getOrDefault(
                rule,
                rule.replaceFirst("top-(\\d+)-gram", "top_$1_gram")
                        .replaceFirst("repeated-(\\d+)-grams", "duplicated_$1_n_grams"));
    }
}
