package dev.millrace.pipeline.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.stage.ResourceException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Candidates, models from files, and paragraphs in other languages. */
class LanguageSettingsTest {
    private static final String ENGLISH = "The weather was fine, and so we walked along the river until it got dark.";
    private static final String GERMAN =
            "Das Wetter war schön, und so gingen wir am Fluss entlang, bis es dunkel wurde.";

    private static LanguageFilter.Settings settings(
            Optional<String> model, List<String> candidates, boolean mixing, Optional<Double> maximumMixed) {
        return new LanguageFilter.Settings(List.of(), .5, 2000, model, candidates, mixing, maximumMixed);
    }

    private static Outcome apply(LanguageFilter.Settings settings, String text) {
        return new LanguageFilter(settings)
                .apply(Document.of(new DocumentId("0".repeat(32)), new Provenance("test", 0, ""), text));
    }

    @Test
    void tellsOneOfTheCandidates() {
        LanguageFilter.Settings few = settings(Optional.empty(), List.of("de", "nl"), false, Optional.empty());
        assertThat(Identifier.of(few).identify(ENGLISH).language()).isIn("de", "nl");
        assertThat(Identifier.of(few).identify(GERMAN).language()).isEqualTo("de");
        assertThat(Identifier.of(few).identify("Ο καιρός ήταν καλός").language())
                .isNotEqualTo("el");
    }

    @Test
    void namesACandidateOrModelThatThereIsNot() {
        assertThatThrownBy(() -> Identifier.of(settings(Optional.empty(), List.of("xx"), false, Optional.empty())))
                .hasMessageStartingWith("Invalid candidates: xx");
        assertThatThrownBy(() ->
                        Identifier.of(settings(Optional.of("file:///no/such.ftz"), List.of(), false, Optional.empty())))
                .isInstanceOf(ResourceException.class)
                .hasMessageStartingWith("Invalid model: file:///no/such.ftz");
    }

    @Test
    void measuresAndLimitsParagraphsInOtherLanguages() {
        String english = ENGLISH
                + "\nNobody at the station could tell us when the next train would leave for the coast."
                + "\nShe had always wanted to learn how boats were built by hand in that small harbour town."
                + "\nEvery evening the children listened to stories which their grandmother had heard long ago.";
        String mixed = english + "\n\nshort\n" + GERMAN;
        Outcome measured = apply(settings(Optional.empty(), List.of(), true, Optional.empty()), mixed);
        assertThat(measured).isInstanceOf(Outcome.Kept.class);
        assertThat(measured.document().measures().get("language.mixed"))
                .isEqualTo((double) GERMAN.length() / (english.replace("\n", "").length() + GERMAN.length()));

        Outcome limited = apply(settings(Optional.empty(), List.of(), false, Optional.of(.1)), mixed);
        assertThat(limited)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.rejection().key()).isEqualTo("language/mixed"));
        assertThat(apply(settings(Optional.empty(), List.of(), false, Optional.of(.1)), ENGLISH))
                .isInstanceOf(Outcome.Kept.class);
    }
}
