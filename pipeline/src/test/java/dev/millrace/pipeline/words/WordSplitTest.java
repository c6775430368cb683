package dev.millrace.pipeline.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.GoldenTexts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSplitTest {
    static List<String> words(WordSplit split, String text) {
        Spans spans = new Spans();
        char[] chars = text.toCharArray();
        split.splitter().split(chars, 0, chars.length, spans);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            words.add(text.substring(spans.start(i), spans.end(i)));
        }
        return words;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'Hello, world!'|'Hello , world !'",
                "'I can''t, and you''ll say it''s o''clock.'|'I ca n''t , and you ''ll say it ''s o''clock .'",
                "'I’ve cannot gonna'|'I ’ve can not gon na'",
                "'its were well shell'|'its were well shell'",
                "'U.S. and U.K.) e.g. (e.g. this)'|'U.S. and U.K. ) e.g. ( e.g. this )'",
                "'Mr. Smith''s dog...'|'Mr. Smith ''s dog ...'",
                "'well-known a--b x---y 1-2 2010-11'|'well - known a -- b x --- y 1 - 2 2010 - 11'",
                "'http://a.example/x,y?z=1. me@mail.example, a.b.co'|'http://a.example/x,y?z=1 . me@mail.example , a.b.co'",
                "'end.Start a,b 1,2 and/or x/y'|'end . Start a , b 1,2 and/or x / y'",
                "'$5 5$ US$10 10km 10km/h 7pm 3% +4 5+'|'$ 5 5 $ US$ 10 10 km 10 km/h 7 pm 3 % +4 5 +'",
                "':) ;-) foo:) (:'|':) ;-) foo :) (:'",
                "'\"quoted\" ''single'' «x»'|'\" quoted \" '' single '' « x »'",
                "'192.168.0.1 8.8.8.8'|'192.168.0.1 8.8.8.8'",
                "'©2020 4°C ☃x'|'© 2020 4 ° C ☃ x'"
            })
    void splitsEnglishAsSpacyDoes(String text, String expected) {
        assertThat(words(WordSplit.SPACY_ENGLISH, text)).containsExactly(expected.split(" "));
    }

    @Test
    void takesTimeInProportionToHostileText() {
        int size = 300_000;
        for (String unit : List.of("(", ".", ":)", "a@", "a.", "-", "a-", "…", "'s", "😀", "5km", "://")) {
            String text = unit.repeat(size / unit.length());
            assertThat(String.join("", words(WordSplit.SPACY_ENGLISH, text))).isEqualTo(text);
        }
    }

    @Test
    void splitsWordsOrMarks() {
        assertThat(words(WordSplit.WORD_OR_MARK, "naïve_x ½—don't\u00a0😀"))
                .containsExactly("naïve_x", "½", "—", "don", "'", "t", "😀");
    }

    @Test
    void splitsAtAllWhiteSpace() {
        assertThat(words(WordSplit.WHITESPACE, " a\u3000b\u00a0c\u001cd\u200be\n"))
                .containsExactly("a", "b", "c", "d\u200be");
    }

    @Test
    void findsDictionaryWordsOnlyInScriptsWithoutSpaces() {
        assertThat(words(WordSplit.SCRIPT_AWARE, "foo-bar 我们喜欢学习 don't"))
                .startsWith("foo-bar", "我们")
                .endsWith("don't")
                .hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|0|0",
                "'   '|0|0",
                "One here. Two here.|2|2",
                "'One (here.) Two!? \"Three.\"'|3|2",
                "A b c. D e f.|1|2",
                "Wait... what|1|2",
                "'End.  ) x'|2|2",
                "一。二。|1|1"
            })
    void countsSentences(String text, int spacy, int stops) {
        char[] chars = text.toCharArray();

        assertThat(SentenceSplit.SPACY_ENGLISH.counter().count(chars, 0, chars.length))
                .isEqualTo(spacy);
        assertThat(SentenceSplit.STOP_AND_SPACE.counter().count(chars, 0, chars.length))
                .isEqualTo(stops);
    }

    @Test
    void findsSpacysWordsInOddTexts() {
        int texts = GoldenTexts.forEach(GoldenTexts.class, "quality/adversarial.jsonl", golden -> {
            String text = golden.get("text").asText();
            assertThat(GoldenTexts.sha1(String.join("\n", words(WordSplit.SPACY_ENGLISH, text))))
                    .as(text)
                    .isEqualTo(golden.get("spacy-words").asText());
        });
        assertThat(texts).isEqualTo(170);
    }

    @Test
    void keepsNewPictographsWithinWords() {
        assertThat(words(WordSplit.SPACY_ENGLISH, "love🤍 love🥰 20°C. °C."))
                .containsExactly("love🤍", "love", "🥰", "20", "°", "C", ".", "°", "C", ".");
    }
}
