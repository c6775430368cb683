package dev.millrace.pipeline.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.stage.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected numbers are those of NLTK 3.8's tokenizer. */
class PunktSentencesTest {
    private static int count(String text) {
        return count(SentenceSplit.PUNKT_ENGLISH.counter(), text);
    }

    private static int count(SentenceCounter counter, String text) {
        char[] chars = text.toCharArray();
        return counter.count(chars, 0, chars.length);
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

    @Test
    void readsNltksModel(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("abbrev_types.txt"), "zool\n. . \n");
        Files.writeString(folder.resolve("sent_starters.txt"), "therefore");
        Files.writeString(folder.resolve("collocations.tab"), "##number##\tmill\nj\tmoss\n");
        Files.writeString(folder.resolve("ortho_context.tab"), "lower\t34\r\nmoss\t4\n");
        SentenceCounter counter =
                PunktModel.read(PunktModel.files(folder.toString())).counter();

        assertThat(count(counter, "She read Zool. Therefore. Zool. Lower. Zool. Moss."))
                .isEqualTo(5);
        assertThat(count(counter, "At 5. Mill there. At 6. Moss.")).isEqualTo(3);
        assertThat(count(counter, "Mr. J. Moss. Mr. K. Moss.")).isEqualTo(4);
    }

    @Test
    void namesFileAndLineOfABrokenModel(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("abbrev_types.txt"), "zool\n");
        Files.writeString(folder.resolve("sent_starters.txt"), "");
        Files.writeString(folder.resolve("collocations.tab"), "j\tmoss\nj moss\n");

        assertThatThrownBy(() -> PunktModel.read(PunktModel.files(folder.toString())))
                .isInstanceOf(ResourceException.class)
                .hasMessageEndingWith("collocations.tab:2: has 1 columns (must be 2): j moss");
        Files.writeString(folder.resolve("collocations.tab"), "");
        assertThatThrownBy(() -> PunktModel.read(PunktModel.files(folder.toString())))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("ortho_context.tab");
    }
}
