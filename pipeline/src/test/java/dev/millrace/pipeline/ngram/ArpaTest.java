package dev.millrace.pipeline.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArpaTest {
    /** Out of order, with spaces for tabs; "mill wheel turns" lacks its ending "wheel turns". */
    private static final String FILE = """
            # made by hand
            \\data\\
            ngram 1=6
            ngram 2=3
            ngram 3=2

            \\1-grams:
            -1.5 <unk>
            -99 <s> -0.25
            -1 </s>
            -0.9 mill -0.5
            -0.8 wheel -0.3
            -0.7\tturns\t-0.2

            \\2-grams:
            -0.4 mill wheel -0.1
            -0.6 <s> mill -0.15
            -0.3 turns </s>

            \\3-grams:
            -0.2 mill wheel turns
            -0.1 <s> mill wheel

            \\end\\
            """;

    private static NgramModel read(byte[] bytes) throws IOException {
        return NgramModels.read(
                () -> new ByteArrayInputStream(bytes),
                "small.arpa",
                new Segmentation(TextUnits.whiteSpaceWords(), Optional.empty()));
    }

    private static NgramModel read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static double log10(NgramModel model, String words) {
        int[] ids = Arrays.stream(words.split(" "))
                .mapToInt(word -> word.equals("<s>")
                        ? Vocabulary.BEGIN
                        : word.equals("</s>")
                                ? Vocabulary.END
                                : model.vocabulary().id(word))
                .toArray();
        return model.log10(Arrays.copyOf(ids, ids.length - 1), ids[ids.length - 1]);
    }

    @ParameterizedTest
    @CsvSource({
        "mill, -0.9",
        "mill wheel, -0.4",
        "<s> mill wheel, -0.1",
        // no such 3-gram: the context "wheel mill" is none either, "mill" is
        "wheel mill turns, -1.2",
        // "mill wheel" backs off, "wheel" backs off
        "mill wheel mill, -1.3",
        "<s> mill turns, -1.35",
        "mill wheel turns, -0.2",
        // the ending that was put in: what backing off gives
        "wheel turns, -1.0",
        "<s> wheel turns, -1.0",
        "turns </s>, -0.3",
        "mill stone, -2.0",
        "stone mill, -0.9",
        "far away <s> mill wheel turns, -0.2"
    })
    void theLongestNgramCountsAndContextsBackOff(String words, double expected) throws IOException {
        assertThat(log10(read(FILE), words)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void aTextIsScoredWithItsBeginningAndEnd() throws IOException {
        Score score = read(FILE).scorer().score("mill wheel turns\nstone");
        // -0.6 -0.1 -0.2 -0.3; the unknown word after <s>, then the end after it
        assertThat(score.log10()).isCloseTo(-1.2 - 0.25 - 1.5 - 1, within(1e-6));
        assertThat(score.tokens()).isEqualTo(6);
        assertThat(score.unknown()).isEqualTo(1);
        assertThat(score.perplexity()).isCloseTo(Math.pow(10, 3.95 / 6), within(1e-5));
        assertThat(score.perplexityOfKnown()).isCloseTo(Math.pow(10, 2.2 / 5), within(1e-5));
    }

    @Test
    void whatIsWrittenIsReadBackAlike() throws IOException {
        NgramModel model = read(FILE);
        ByteArrayOutputStream arpa = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(arpa)) {
            NgramModels.writeArpa(model, gzip);
        }
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        NgramModels.write(model, binary);
        ByteArrayOutputStream serial = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(serial)) {
            out.writeObject(model);
        }
        for (NgramModel again :
                new NgramModel[] {read(arpa.toByteArray()), read(binary.toByteArray()), object(serial)}) {
            assertThat(again.units()).isEqualTo(model.units());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            NgramModels.write(again, bytes);
            assertThat(bytes.toByteArray()).isEqualTo(binary.toByteArray());
        }
    }

    private static NgramModel object(ByteArrayOutputStream serial) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(serial.toByteArray()))) {
            return (NgramModel) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    @Test
    void unitsTravelInAComment() throws IOException {
        TextUnits units = new TextUnits(
                TextUnits.Unit.CHARACTER,
                dev.millrace.pipeline.words.WordSplit.SCRIPT_AWARE,
                TextUnits.Letters.LOWER_CASE,
                TextUnits.Sequence.DOCUMENT);
        assertThat(read(UnitsLine.of(units) + "\n" + FILE).units()).isEqualTo(units);
        assertThat(read("# units: of old\n" + FILE).units()).isEqualTo(TextUnits.whiteSpaceWords());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-0.4 mill wheel -0.1; -0.4 mill wheel -0.1 9; small.arpa:16: is not a 2-gram: it has 5 fields, not 3 or 4",
                "-0.4 mill wheel; 0.4 mill wheel; small.arpa:16: the log10 probability 0.4 is above 0",
                "-0.4 mill wheel; -O.4 mill wheel; small.arpa:16: is no number: -O.4",
                "-0.4 mill wheel; -0.4 mill stone; small.arpa:16: the word stone is no unigram",
                "-0.4 mill wheel; -0.4 <s> mill; small.arpa:18: Invalid 2-grams: one that begins with <s> is there twice",
                "ngram 2=3; ngram 2=2; 'small.arpa:18: is not \\3-grams:; more n-grams than announced?'",
                "ngram 2=3; ngram 2=4; small.arpa:20: fewer 2-grams than announced",
                "ngram 2=3; ngram 3=3; 'small.arpa:4: is not ngram 2=COUNT, of at most 16 orders: ngram 3=3'",
                "-0.8 wheel; -0.8 mill; small.arpa:12: the word mill is there twice",
                "-1 </s>; -1 stone; small.arpa:13: the unigrams lack </s>",
                "\\end\\; \\End\\; 'small.arpa:24: is not \\end\\; more n-grams than the 2 that are announced?'",
                "\\data\\; data; 'small.arpa:2: is not \\data\\, with which an ARPA file begins'"
            })
    void tellsFileAndLineOfWhatIsWrong(String right, String wrong, String message) {
        assertThat(FILE).contains(right);
        assertThatThrownBy(() -> read(FILE.replaceFirst(
                        java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong))))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 20, 60, 150, 250, 262})
    void refusesWhatEndsEarly(int length) throws IOException {
        byte[] text = FILE.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(Arrays.copyOf(text, length))).isInstanceOf(IOException.class);
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        NgramModels.write(read(FILE), binary);
        int shorter = Math.min(length, binary.size() - 1);
        assertThatThrownBy(() -> read(Arrays.copyOf(binary.toByteArray(), shorter)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aDamagedBinaryFileNeverYieldsMoreThanAnError() throws IOException {
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        NgramModels.write(read(FILE), binary);
        int refused = 0;
        for (int at = NgramFile.MAGIC.length; at < binary.size(); at++) {
            byte[] damaged = binary.toByteArray();
            damaged[at] ^= (byte) 0xc5;
            try {
                read(damaged).scorer().score("mill wheel turns");
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(binary.size() / 3);
    }
}
