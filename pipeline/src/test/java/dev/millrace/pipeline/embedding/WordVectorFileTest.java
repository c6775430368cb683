package dev.millrace.pipeline.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordVectorFileTest {
    private static WordVectors read(String text) throws IOException {
        return WordVectorFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "v.txt");
    }

    @Test
    void whatIsWrittenIsReadBackAlike() throws IOException {
        WordVectors vectors =
                new WordVectors(List.of("mühle", "a"), new float[] {.1f, -1e-30f, 3, Float.MIN_VALUE, 0, 7}, 3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WordVectorFile.write(vectors, out);
        WordVectors again = read(out.toString(StandardCharsets.UTF_8));
        assertThat(again.dimension()).isEqualTo(3);
        for (String word : List.of("mühle", "a")) {
            assertThat(again.vector(word).orElseThrow())
                    .isEqualTo(vectors.vector(word).orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'v.txt: ends after line 0, before the header'",
        "'2\n', 'v.txt:1: is not the number of words and the dimension'",
        "'x 2\n', 'v.txt:1: is not the number of words and the dimension'",
        "'1 2000000000\n', 'v.txt:1: announces 1 words of dimension 2000000000 (the dimension must be from 1 to 65536, all numbers at most 2147483631)'",
        "'2000000000 2\n', 'v.txt:1: announces 2000000000 words of dimension 2 (the dimension must be from 1 to 65536, all numbers at most 2147483631)'",
        "'1000000000 2\na 1 2\n', 'v.txt: ends after line 2, before word 2 of 1000000000'",
        "'1 2\na 1\n', 'v.txt:2: has 1 numbers after the word (must be 2)'",
        "'1 2\na 1 2 3\n', 'v.txt:2: has 3 numbers after the word (must be 2)'",
        "'1 2\na 1 b\n', 'v.txt:2: has no number where b stands'",
        "'1 2\na 1 NaN\n', 'v.txt:2: has the number NaN (must be finite)'",
        "'2 1\na 1\na 2\n', 'v.txt: Invalid words: a is there twice'"
    })
    void tellsWhatIsWrongWhere(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class).hasMessage(message);
    }

    @Test
    void neighboursAreTheLargestCosines() throws IOException {
        WordVectors vectors = read("5 2\neast 1 0\nsame 2 0\nnorth 0 3\nwest -1 0\nnowhere 0 0\n");
        List<WordVectors.Neighbour> near =
                vectors.nearest(vectors.vector("east").orElseThrow(), 9, Set.of("east"));
        assertThat(near).extracting(WordVectors.Neighbour::word).containsExactly("same", "north", "west");
        assertThat(near.get(0).cosine()).isCloseTo(1, within(1e-12));
        assertThat(near.get(2).cosine()).isCloseTo(-1, within(1e-12));
        assertThat(vectors.nearest(new float[] {1, 1}, 2, Set.of()))
                .extracting(WordVectors.Neighbour::word)
                .containsExactly("east", "north");
        assertThat(WordVectors.analogy(new float[] {1, 0}, new float[] {0, 3}, new float[] {-2, 0}))
                .containsExactly(-2, 1);
    }
}
