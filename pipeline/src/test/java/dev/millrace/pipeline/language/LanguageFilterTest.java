package dev.millrace.pipeline.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageFilterTest {
    private static final String ENGLISH = "The weather was fine, and so we walked along the river until it got dark.";

    private static Document document(String text) {
        return Document.of(new DocumentId("0".repeat(32)), new Provenance("test", 0, ""), text);
    }

    private static Outcome judge(LanguageFilter.Settings settings, String text) {
        return new LanguageFilter(settings).apply(document(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|The weather was fine, and so we walked along the river until it got dark.",
                "de|Das Wetter war schön, und so gingen wir am Fluss entlang, bis es dunkel wurde.",
                "fr|Il faisait beau, alors nous avons marché le long de la rivière jusqu'à la nuit.",
                "zh|天气很好，所以我们沿着河边一直走到天黑。",
                "ja|天気がよかったので、暗くなるまで川沿いを歩きました。",
                "ko|날씨가 좋아서 우리는 어두워질 때까지 강을 따라 걸었다.",
                "ru|Погода была хорошая, и мы гуляли вдоль реки до темноты.",
                "el|Ο καιρός ήταν καλός και περπατήσαμε δίπλα στο ποτάμι.",
                "he|מזג האוויר היה נאה ולכן הלכנו לאורך הנהר עד רדת החשיכה.",
                "km|អាកាសធាតុល្អ ដូច្នេះយើងបានដើរតាមដងទន្លេ",
                "et|Ilm oli ilus ja nii me kõndisime mööda jõge, kuni läks pimedaks."
            })
    void tellsTheLanguage(String language, String text) {
        Document kept = judge(LanguageFilter.Settings.defaults(), text).document();

        assertThat(kept.attributes()).containsEntry(Document.LANGUAGE, language);
        assertThat(kept.measures().get(Document.LANGUAGE_SCORE)).isBetween(.65, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "12345 67.8 %", "http://a.example/b me@mail.example", "😀😀"})
    void canNotTellATextWithoutEvidence(String text) {
        Outcome outcome = judge(LanguageFilter.Settings.defaults(), text);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.rejection())
                                .isEqualTo(new Rejection("language", "uncertain", 0, .65, "und", "")));
        assertThat(outcome.document().attributes()).containsEntry("language", "und");
        assertThat(outcome.document().measures()).containsEntry("language.score", 0.0);
    }

    @Test
    void rejectsALanguageThatIsNotWanted() {
        LanguageFilter.Settings german = new LanguageFilter.Settings(List.of("de", "nl"), .5, 500);

        assertThat(judge(german, ENGLISH))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.rejection())
                                .isEqualTo(Rejection.because("language", "not-wanted", "en")));
        assertThat(judge(german, "Das ist ein ganz gewöhnlicher Satz über das Wetter von gestern."))
                .isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void looksAtTheStartOnly() {
        String mixed = ENGLISH + " " + "Das ist ein ganz gewöhnlicher Satz über das Wetter. ".repeat(50);

        assertThat(new LanguageIdentifier(ENGLISH.length()).identify(mixed).language())
                .isEqualTo("en");
        assertThat(new LanguageIdentifier(2000).identify(mixed).language()).isEqualTo("de");
    }

    @Test
    void answersTheSameForTheSameTextWhateverCameBefore() {
        LanguageIdentifier identifier = new LanguageIdentifier(1000);
        Identification first = identifier.identify(ENGLISH);
        identifier.identify("Das Wetter war schön.");

        assertThat(identifier.identify(ENGLISH)).isEqualTo(first);
    }

    @Test
    void namesTheWrongSetting() {
        assertThatThrownBy(() -> new LanguageFilter.Settings(List.of(), 1, 10))
                .hasMessage("Invalid minimum score: 1.0 (must be 0 or more, and less than 1)");
        assertThatThrownBy(() -> new LanguageFilter.Settings(List.of(), .5, 0))
                .hasMessage("Invalid maximum characters: 0 (must be > 0)");
    }
}
