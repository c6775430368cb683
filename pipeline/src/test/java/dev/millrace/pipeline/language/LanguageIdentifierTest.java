package dev.millrace.pipeline.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageIdentifierTest {
    private final LanguageIdentifier identifier = new LanguageIdentifier(2000);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|The mill stands where the river bends, and its wheel turns all night.",
                "de|Die Mühle steht, wo der Fluss sich biegt, und ihr Rad dreht sich die ganze Nacht.",
                "id|Kincir itu berdiri di tepi sungai karena airnya deras dan tidak pernah kering.",
                "ru|Мельница стоит там, где река поворачивает, и колесо крутится всю ночь.",
                "zh|磨坊在河流转弯的地方，水轮整夜转动。",
                "yo|Ilé ọlọ wà ní etí odò, ó sì ń ṣiṣẹ́ ní gbogbo òru.",
                "hi-Latn|main kal apne gaon gaya tha aur wahan bahut barish ho rahi thi",
                "sn|Mwana anoda kutamba nevamwe vake pamusha mushure mekudya kwemanheru.",
                "sm|Sa alu le tama i le fale o lona tina ma nonofo ai mo le vaiaso atoa."
            })
    void tellsLanguages(String language, String text) {
        assertThat(identifier.identify(text).language()).isEqualTo(language);
    }

    @Test
    void scoresAreSharesAmongTheCandidates() {
        String dutch = "De molen staat waar de rivier buigt.";
        LanguageIdentifier two = new LanguageIdentifier(2000, List.of("nl", "de"));
        double score = two.identify(dutch).score();
        assertThat(two.identify(dutch).language()).isEqualTo("nl");
        assertThat(score).isBetween(identifier.identify(dutch).score(), 1.);
        assertThat(new LanguageIdentifier(2000, List.of("de", "el"))
                        .identify(dutch)
                        .language())
                .isEqualTo("de");
    }

    @Test
    void isUndeterminedWithoutLetters() {
        assertThat(identifier.identify("12 + 30 = 42 …").language()).isEqualTo("und");
        assertThat(identifier.identify("").score()).isZero();
    }

    @Test
    void refusesCandidatesThatTheModelDoesNotKnow() {
        assertThatThrownBy(() -> new LanguageIdentifier(2000, List.of("tlh")))
                .hasMessage("Invalid candidates: tlh (no language that the built-in model knows)");
    }
}
