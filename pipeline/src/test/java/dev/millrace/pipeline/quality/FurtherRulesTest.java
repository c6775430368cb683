package dev.millrace.pipeline.quality;

import static dev.millrace.pipeline.quality.Judged.document;
import static dev.millrace.pipeline.quality.Judged.rejection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.quality.StopWordShare.LanguageRule;
import dev.millrace.pipeline.stage.ResourceException;
import dev.millrace.pipeline.stage.Stage;
import dev.millrace.pipeline.stage.StageChain;
import dev.millrace.pipeline.words.WordSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules beside the named profiles: bad words, stop words, kinds of characters, notices. */
class FurtherRulesTest {
    private static final String TEXT = "The mill stands where the river bends, and its wheel turns all winter.";

    @TempDir
    Path folder;

    private static Document in(String language, String text) {
        return document(text).withAttribute(Document.LANGUAGE, language);
    }

    private BadWordFilter badWords(String language, String... words) throws IOException {
        Path list = Files.write(folder.resolve(language + ".txt"), List.of(words));
        BadWordFilter.Settings defaults = BadWordFilter.Settings.defaults();
        return new BadWordFilter(new BadWordFilter.Settings(
                List.of(new BadWordFilter.WordList(language, List.of(list.toString()))), defaults.unspaced(), "en", 0));
    }

    @Test
    void rejectsABadWordOrPhraseOnlyByItself() throws IOException {
        Stage stage = badWords("en", "# a list", "", "Grot", "rotten egg");

        assertThat(rejection(stage, "What grot!").detail()).isEqualTo("grot");
        assertThat(rejection(stage, "grot").rule()).isEqualTo("bad-word");
        assertThat(rejection(stage, "A Rotten Egg, a grot.").measured()).isEqualTo(2);
        assertThat(stage.apply(document("grotto, rotten eggs, grot_"))).isInstanceOf(Outcome.Kept.class);
        assertThat(stage.apply(in("de", "grot"))).isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void findsBadWordsAnywhereInLanguagesWithoutSpaces() throws IOException {
        assertThat(badWords("zh", "坏话").apply(in("zh", "他说坏话了"))).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void aListOfNoTextEndsTheWorkNamingTheLine() throws IOException {
        Path garbage = folder.resolve("garbage");
        Files.write(garbage, new byte[] {'a', '\n', (byte) 0xff, (byte) 0xfe, '\n'});

        assertThatThrownBy(() -> BadWords.read(List.of(garbage.toString())))
                .isInstanceOf(ResourceException.class)
                .hasMessage(garbage + ":2: is no UTF-8; a list is plain text");
        Stage stage = badWords("en", "grot");
        Files.delete(folder.resolve("en.txt"));
        assertThat(new StageChain("chain", List.of(stage)).apply(document("grot")))
                .as("a list is read once")
                .isInstanceOf(Outcome.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|The mill stands where the river bends and it turns all winter.",
                "de|Die Mühle steht am Fluss, und das Rad dreht sich den ganzen Winter.",
                "fr|Le moulin est au bord de la rivière et la roue tourne tout l'hiver.",
                "ru|Мельница стоит на реке, и колесо не стоит всю зиму.",
                "zh|水车的轮子在冬天也不停地转。",
                "ja|水車の輪は冬の間も回っています。"
            })
    void runningTextHasStopWords(String language, String text) {
        Stage stage = new StopWordShare(StopWordShare.Settings.defaults());

        Document judged = stage.apply(in(language, text)).document();

        assertThat(judged.measures().get("stop-words.share")).isGreaterThan(.1);
        assertThat(stage.apply(in(language, "mills rivers wheels winter stones")))
                .isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void stopWordsCanBeGivenAndLimitsDifferByLanguage() throws IOException {
        Path list = Files.writeString(folder.resolve("la.txt"), "et\nin\nest\n");
        Stage stage = new StopWordShare(new StopWordShare.Settings(
                Optional.of(.1),
                List.of(new LanguageRule("la", Optional.of(.3), List.of(list.toString()))),
                "en",
                WordSplit.SCRIPT_AWARE));

        assertThat(stage.apply(in("la", "mola est in ripa"))).isInstanceOf(Outcome.Kept.class);
        assertThat(stage.apply(in("la", "mola est ad ripam fluminis"))).isInstanceOf(Outcome.Rejected.class);
        assertThat(stage.apply(in("xx", "mola"))).isInstanceOf(Outcome.Kept.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 34 56 78 90 ab|too-few-letters",
                "abcdefgh 1234567|too-many-digits",
                "ab, cd; (ef) - gh!|too-much-punctuation",
                "abcdefghij ★☆♥♦|too-many-symbols",
                "ALL OF THIS TOO is loud|too-much-upper-case"
            })
    void rejectsByWhatTheCharactersAre(String text, String rule) {
        assertThat(rejection(new SymbolShares(SymbolShares.Settings.defaults()), text)
                        .rule())
                .isEqualTo(rule);
    }

    @Test
    void symbolLimitsDifferByLanguage() {
        SymbolShares.Settings defaults = SymbolShares.Settings.defaults();
        SymbolShares.Limits strict = new SymbolShares.Limits(
                Optional.of(1.0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Stage stage = new SymbolShares(
                new SymbolShares.Settings(defaults.limits(), List.of(new SymbolShares.LanguageLimits("de", strict))));

        assertThat(stage.apply(in("en", TEXT))).isInstanceOf(Outcome.Kept.class);
        assertThat(stage.apply(in("de", TEXT))).isInstanceOf(Outcome.Rejected.class);
        assertThat(stage.apply(document("")).document().measures()).containsEntry("symbols.letters", 0.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- a;* b;• c;1. d;(2) e;a) f|list",
                "You need to enable JavaScript to run this app.|javascript-notice",
                "Diese Seite verwendet Cookies.;Mehr dazu hier.|cookie-notice",
                "Lorem ipsum dolor sit amet.|lorem-ipsum"
            })
    void rejectsWhatIsNoText(String lines, String rule) {
        assertThat(rejection(new Notices(Notices.Settings.defaults()), lines.replace(';', '\n'))
                        .rule())
                .isEqualTo(rule);
    }

    @Test
    void keepsTextThatMentionsScriptsAndCookiesInPassing() {
        String text = (TEXT + "\n").repeat(9) + "We use cookies.\nPlease enable JavaScript.\n- one item";

        assertThat(new Notices(Notices.Settings.defaults()).apply(document(text)))
                .isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void countsParagraphsOfTwoHundredCharacters() {
        Stage stage = new C4Paragraphs(C4Paragraphs.Settings.defaults());
        String paragraph = "x".repeat(200);

        assertThat(stage.apply(document((paragraph + "\n").repeat(3)))).isInstanceOf(Outcome.Kept.class);
        assertThat(rejection(stage, (paragraph + "\n").repeat(2) + "x".repeat(199))
                        .measured())
                .isEqualTo(2);
    }

    @Test
    void aCapitalInAScriptWithoutCaseIsNoShouting() {
        Stage stage = new SymbolShares(SymbolShares.Settings.defaults());
        String chapter = "水车在河湾处转动。".repeat(20);

        assertThat(stage.apply(in("zh", chapter + "A"))).isInstanceOf(Outcome.Kept.class);
        assertThat(rejection(stage, "THE MILL STANDS WHERE THE RIVER BENDS").rule())
                .isEqualTo("too-much-upper-case");
    }

    @Test
    void halfAsManyStopWordsDoWhereStemsTakeEndings() {
        Stage stage = new StopWordShare(StopWordShare.Settings.defaults());

        assertThat(stage.apply(in("fi", "ja " + "mylly ".repeat(15)))).isInstanceOf(Outcome.Kept.class);
        assertThat(stage.apply(in("fi", "ja " + "mylly ".repeat(25)))).isInstanceOf(Outcome.Rejected.class);
        assertThat(stage.apply(in("sv", "och " + "kvarn ".repeat(15)))).isInstanceOf(Outcome.Rejected.class);
    }
}
