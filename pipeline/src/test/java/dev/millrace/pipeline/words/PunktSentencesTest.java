package dev.millrace.pipeline.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected numbers are those of NLTK 3.8's tokenizer. */
class PunktSentencesTest {
    private static int count(String text) {
        char[] chars = text.toCharArray();
        return SentenceSplit.PUNKT_ENGLISH.counter().count(chars, 0, chars.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "One. Two. Three.|3",
                "Mr. Smith went home. He slept.|2",
                "He works for Acme Inc. The firm is old.|2",
                "It was 5 p.m. They left.|2",
                "See p. 12 of the book.|1",
                "Dr. J. R. Moss came. (He was late.) \"Really?\" she asked.|4",
                "Wait... What? No!|2",
                "\"Stop!\" he cried.|2",
                "The U.S. Army came.|1",
                "It cost 3.50. Nothing more.|2",
                "No. 5 is alive.|2",
                "He ended (at last.) Then slept.|2",
                "A b c|1",
                "What?! No!!|3",
                "First. second. Third.|3",
                "e.g. this one, i.e. that.|3",
                "The end.\"|1",
                "'Yes.' 'No.'|2",
                "1. Credit for all. 2. The rest.|3",
                "Ends with dots ...|1",
                "He left at 5. she stayed.|1",
                "Well . . . maybe. Yes.|5",
                "Is it -- no. -- Yes. |2",
                "I met Anna B. Stewart. She waved.|2"
            })
    void countsAsNltkDoes(String text, int expected) {
        assertThat(count(text)).isEqualTo(expected);
    }

    @Test
    void nothingHasNoSentence() {
        assertThat(count("")).isZero();
        assertThat(count(" \t ")).isZero();
    }

    @Test
    void readsLongLinesInOnePass() {
        assertThat(count("a. b. ".repeat(200_000))).isPositive();
        assertThat(count(".".repeat(1_000_000) + " x")).isPositive();
        assertThat(count("!\"".repeat(500_000))).isPositive();
        assertThat(count("x".repeat(1_000_000) + ". " + "y".repeat(1_000_000))).isEqualTo(2);
    }
}
