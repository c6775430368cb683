package dev.millrace.pipeline.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {
    private static final String[] SOUND = {
        "Größe, Straße und Übung: „schön“ – ganz ohne Fehler…",
        "L’été à Évreux coûte 12 € (déjà vu).",
        "Příliš žluťoučký kůň úpěl ďábelské ódy.",
        "Zażółć gęślą jaźń.",
        "Съешь же ещё этих мягких французских булок, да выпей чаю.",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία.",
        "דג סקרן שט בים מאוכזב ולפתע מצא חברה",
        "نص حكيم له سر قاطع وذو شأن عظيم",
        "いろはにほへと ちりぬるを",
        "我能吞下玻璃而不伤身体。",
        "Tiếng Việt có nhiều dấu thanh.",
        "Ķekava un Ņujorka – šķērsiela"
    };

    static Iterable<SingleByteEncoding> encodings() {
        return SingleByteEncoding.ALL;
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void readsTextAgainThatWasMisread(SingleByteEncoding encoding) {
        for (String text : SOUND) {
            String misread = encoding.misread(text);
            if (misread.indexOf('\uFFFD') < 0 && !encoding.name().equals("ISO-8859-2")) {
                assertThat(Mojibake.repair(misread)).as(encoding.name()).isEqualTo(text);
            }
        }
    }

    @Test
    void leavesSoundTextAlone() {
        for (String text : SOUND) {
            assertThat(Mojibake.repair(text)).isEqualTo(text);
        }
    }

    @Test
    void peelsLayerAfterLayer() {
        SingleByteEncoding western = SingleByteEncoding.WINDOWS_1252;
        String text = "she’d read “Émile”";
        assertThat(Mojibake.repair(western.misread(western.misread(western.misread(text)))))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRÈS CHIC…",
                "size 3×£5",
                "say «VOILÀ»",
                "a brand: CAFÉ® and POÊLE™",
                "area = √π",
                "┌─┬─┐│├┼┤└┴┘",
                "KÄSE\u00A0ÄRGER",
                "НАТО» и ЕЭС",
                "ΟΧΙ» είπε",
                "na hÉireann agus Árann",
                "ƒ(x) ≈ 2°",
                "(¬_¬) ò_ó"
            })
    void doesNotTakeMarksAfterCapitalsForSequences(String text) {
        assertThat(Mojibake.repair(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Only â€œsomeâ€\u009D of it – naïve|Only “some” of it – naïve",
                "le cafÃ© du thÃ©Ã¢tre, dÃ©jÃ\u00A0 lÃ\u00A0|le café du théâtre, déjà là",
                "il va Ã la gare|il va à la gare",
                "don\u0092t \u0093quote\u0094|don’t “quote”",
                "one â€\uFFFD lost|one \uFFFD lost",
                "smile ð\u009F\u0098\u0080|smile 😀",
                "smile í\u00A0½í¸\u0080|smile 😀"
            })
    void repairsWhatIsEmbeddedOrPartlyLost(String text, String expected) {
        assertThat(Mojibake.repair(text)).isEqualTo(expected);
    }

    @Test
    void readsAnUndecidedLineLikeTheOthersOfItsDocument() {
        String alone = "AHÅ™";
        assertThat(Mojibake.repair(alone)).isEqualTo(alone);
        assertThat(Mojibake.repair("PÅ™Ã­liÅ¡ Å¾luÅ¥ouÄ\u008DkÃ½ kÅ¯Åˆ\n" + alone))
                .isEqualTo("Příliš žluťoučký kůň\nAHř");
    }

    @Test
    void undoesMisreadingThatReferencesHide() {
        assertThat(Normaliser.normalise("d&Atilde;&shy;a &Acirc;&pound;5", NormaliseSettings.defaults()))
                .isEqualTo("día £5");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void endsOnAnyCharacters(long seed) {
        Random random = new Random(seed);
        for (int n = 0; n < 2_000; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                SingleByteEncoding encoding = SingleByteEncoding.ALL.get(random.nextInt(SingleByteEncoding.ALL.size()));
                text.append(encoding.character(random.nextInt(256)));
            }
            String repaired = Mojibake.repair(text.toString());
            assertThat(repaired.length()).isLessThanOrEqualTo(text.length());
        }
    }
}
