package dev.millrace.pipeline.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeWordsTest {
    /** No character that ICU's rules tailor (the colon) or cut by a dictionary. */
    private static final String[] PIECES = {
        "a",
        "Bc",
        "é",
        "e\u0301",
        "1",
        "٣",
        "_",
        "'",
        "’",
        "\"",
        ".",
        ",",
        ";",
        "·",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\u2028",
        "א",
        "״",
        "カ",
        "ー",
        "🇩🇪",
        "🇫",
        "👩\u200d👧",
        "\u200d",
        "\u00ad",
        "-",
        "!",
        "ß",
        "Ж",
        "\u0300",
        "\u3000",
        "🙂"
    };

    private static List<String> words(String text) {
        char[] chars = text.toCharArray();
        Spans spans = new Spans();
        WordSplit.UNICODE.splitter().split(chars, 0, chars.length, spans);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            words.add(new String(chars, spans.start(i), spans.length(i)));
        }
        return words;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The quick (brown) fox can't jump 32.3 feet, right?|The,quick,brown,fox,can't,jump,32.3,feet,right",
                "a_b _c c:d 1,000 1.b x.1|a_b,c:d,1,000,1,b,x,1",
                "カタカナ ひら 漢字|カタカナ,ひ,ら,漢,字",
                "... -- !|''"
            })
    void splitsByTheDefaultRules(String text, String expected) {
        assertThat(String.join(",", words(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void equalsIcusBoundariesWhereIcuTailorsNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BreakIterator icu = BreakIterator.getWordInstance(ULocale.ROOT);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            assertThat(ends(text.toString().toCharArray())).as(text.toString()).isEqualTo(ends(icu, text.toString()));
        }
    }

    private static List<Integer> ends(char[] text) {
        List<Integer> ends = new ArrayList<>();
        for (int at = 0; at < text.length; ) {
            at = WordBreaks.end(text, at, text.length);
            ends.add(at);
        }
        return ends;
    }

    private static List<Integer> ends(BreakIterator icu, String text) {
        List<Integer> ends = new ArrayList<>();
        icu.setText(text);
        for (int end = icu.next(); end != BreakIterator.DONE; end = icu.next()) {
            ends.add(end);
        }
        return ends;
    }

    @Test
    void readsAMillionIgnoredCharactersInOnePass() {
        assertThat(words("a" + "\u0300".repeat(1_000_000) + "'" + "\u0300".repeat(1_000_000) + "b"))
                .hasSize(1);
    }

    @Test
    void countsTheWordsOfScriptsWithoutSpaces() {
        char[] text = "我们今天去学校。 The school is big.".toCharArray();
        Spans words = new Spans();
        WordSplit.ENGLISH_OR_DICTIONARY.splitter().split(text, 0, text.length, words);

        assertThat(words.size()).isBetween(9, 11);
    }
}
