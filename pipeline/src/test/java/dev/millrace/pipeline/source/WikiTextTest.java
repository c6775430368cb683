package dev.millrace.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WikiTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "A '''bold''' and ''slanted'' word~A bold and slanted word",
                "See [[Salt]] and [[Sodium chloride|table salt]]~See Salt and table salt",
                "[[File:A.png|thumb|left|A [[link]] in a caption]]Text~Text",
                "[[Category:Salts]][[de:Salz]][[:Category:Salts]] stay~Category:Salts stay",
                "{{Infobox|a={{nested|b}}|c=d}}After~After",
                "One<ref name=\"x\">A {{cite|t}} note</ref> two<ref name=\"x\" /> three~One two three",
                "A [https://example.org/x its label] and [https://example.org/y]~A its label and",
                "<!-- hidden -->shown<br/>next~shown\\nnext",
                "Born ({{birth|1}}, ) there~Born there",
                "5 {{unclosed and [[half~5 unclosed and half",
                "<nowiki>[[kept]]</nowiki> &amp; more~[[kept]] & more",
                "It is {{convert|19000|sqft|m2}} ({{lang-kw|Bosvena}}, {{lang|fr|text=salle}}){{cn|date=May}}~It is 19000 sqft (Bosvena, salle)",
                "{{circa|1240}} {{nowrap|[[a|b c]]}}{{ndash}}{{frac|1|2}} {{nowrap}}~c. 1240 b c–1/2",
                "{{{1|default}}}x __NOTOC__y~x y",
                "a<gallery>\\nB.png|c\\n</gallery>d~ad"
            })
    void leavesWhatAReaderSees(String wikitext, String plain) {
        assertThat(WikiText.plain(wikitext.replace("\\n", "\n"))).isEqualTo(plain.replace("\\n", "\n"));
    }

    @Test
    void keepsParagraphsHeadingsAndItems() {
        String wikitext =
                "== Use ==\nText.\n\n{| class=\"wikitable\"\n|-\n| cell || {{t|}}\n|}\n\n* one\n** two\n# three\n----\nEnd";
        assertThat(WikiText.plain(wikitext)).isEqualTo("Use\nText.\n\n- one\n- two\n- three\n\nEnd");
    }

    @Test
    void staysLinearInMarksThatAreNeverClosed() {
        for (String mark :
                new String[] {"{{", "[[", "<ref>", "<!--", "<gallery>", "{|\n", "[http://a ", "'''", "(", "{{{", "[[a|"
                }) {
            String text = mark.repeat(200_000);
            assertThat(WikiText.plain(text).length()).isLessThanOrEqualTo(text.length());
        }
        String nested = "{{".repeat(100_000) + "}}".repeat(100_000);
        assertThat(WikiText.plain(nested + "x")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void endsOnAnyMarks(long seed) {
        String[] pieces = {
            "{{",
            "}}",
            "{{{",
            "}}}",
            "[[",
            "]]",
            "|",
            "[http://a",
            "]",
            "<ref>",
            "</ref>",
            "<ref/>",
            "\n",
            "{|",
            "|}",
            "=",
            "a",
            " ",
            "(",
            ")",
            "''",
            "<pre>",
            "</pre>",
            "__A__",
            "*",
            "<!--",
            "-->",
            "File:"
        };
        Random random = new Random(seed);
        for (int n = 0; n < 3_000; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(WikiText.plain(text.toString())).isNotNull();
        }
    }
}
