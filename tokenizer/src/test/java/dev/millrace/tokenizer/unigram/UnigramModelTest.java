package dev.millrace.tokenizer.unigram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnigramModelTest {
    @ParameterizedTest
    @CsvSource({"abcdacdxx, abcd a cd <unk>", "xay, <unk> a <unk>", "ab, ab", "cdcd, cd cd", "é, <unk>"})
    void takesTheLikeliestPieces(String word, String tokens) {
        assertThat(tokens(model(false, Convention.SENTENCEPIECE), word)).isEqualTo(tokens);
        assertThat(tokens(model(false, Convention.HUGGING_FACE), word)).isEqualTo(tokens);
    }

    @Test
    void takesTheBytesOfWhatIsUnknown() {
        assertThat(tokens(model(true, Convention.SENTENCEPIECE), "aéb")).isEqualTo("a <0xC3> <0xA9> b");
    }

    @Test
    void tellsWhereTokensEnd() {
        TokenList tokens = encode(model(false, Convention.SENTENCEPIECE).newWordTokens(), "abcdéxab");

        assertThat(tokens.size()).isEqualTo(3);
        assertThat(List.of(tokens.end(0), tokens.end(1), tokens.end(2))).containsExactly(4, 7, 9);
    }

    @Test
    void aUserDefinedPieceCostsNextToNothing() {
        List<UnigramPiece> pieces = List.of(
                new UnigramPiece("<unk>", 0, UnigramPiece.Role.RESERVED),
                new UnigramPiece("a", -1, UnigramPiece.Role.TEXT),
                new UnigramPiece("abc", -1.2, UnigramPiece.Role.TEXT),
                new UnigramPiece("bc", -30, UnigramPiece.Role.ALWAYS));

        assertThat(tokens(new UnigramModel(pieces, 0, false, Convention.SENTENCEPIECE), "abcabc"))
                .isEqualTo("a bc a bc");
    }

    @Test
    void huggingFaceFindsARunOfUnknownsThatIsAToken() {
        List<UnigramPiece> pieces = List.of(
                new UnigramPiece("<unk>", 0, UnigramPiece.Role.TEXT),
                new UnigramPiece("<0x78>", -1, UnigramPiece.Role.TEXT),
                new UnigramPiece("a", -1, UnigramPiece.Role.TEXT));
        UnigramModel model = new UnigramModel(pieces, 0, true, Convention.HUGGING_FACE);

        assertThat(tokens(model, "a<unk>")).isEqualTo("a <unk>");
        assertThat(tokens(model, "axx")).isEqualTo("a <0x78> <0x78>");
        // one byte has no token
        assertThat(tokens(model, "axy")).isEqualTo("a <unk>");
        assertThat(tokens(model.reserving(List.of("<unk>")), "ax")).isEqualTo("a <0x78>");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void givesThePiecesOfTheWholeTextWhateverIsRemembered(long seed) {
        Random random = new Random(seed);
        List<UnigramPiece> pieces = randomPieces(random);
        UnigramModel model = new UnigramModel(pieces, 0, false, Convention.SENTENCEPIECE);
        ObviousViterbi obvious = new ObviousViterbi(pieces, 0);
        TokenModel.WordTokens words = model.newWordTokens();
        for (int length = 1; length < 3000; length += 1 + length / 2) {
            String text = randomText(random, length);
            assertThat(encode(words, text).toIds()).as(text).isEqualTo(obvious.encode(text));
        }
    }

    private static List<UnigramPiece> randomPieces(Random random) {
        Map<String, UnigramPiece> pieces = new LinkedHashMap<>();
        pieces.put("<unk>", new UnigramPiece("<unk>", 0, UnigramPiece.Role.RESERVED));
        boolean inner = random.nextInt(4) == 0;
        for (int i = 0; i < 60; i++) {
            String content = randomText(random, 1 + random.nextInt(4));
            if (!inner && content.lastIndexOf('▁') > 0) {
                continue;
            }
            // few different scores, so that many sums are equal but for rounding
            float score = -(1 + random.nextInt(4)) * 3.1f - (random.nextInt(3) - 1) * 1e-6f;
            pieces.put(content, new UnigramPiece(content, score, UnigramPiece.Role.TEXT));
        }
        return new ArrayList<>(pieces.values());
    }

    private static String randomText(Random random, int length) {
        return random.ints(length, 0, 6)
                .mapToObj(letter -> "▁abcé語".substring(letter, letter + 1))
                .collect(Collectors.joining());
    }

    @Test
    void refusesAVocabularyThatCannotWork() {
        assertThatThrownBy(() -> new UnigramModel(pieces(false), 99, false, Convention.SENTENCEPIECE))
                .hasMessageContaining("unknown token: 99");
        assertThatThrownBy(() -> new UnigramModel(
                        List.of(new UnigramPiece("<unk>", 0, UnigramPiece.Role.RESERVED)),
                        0,
                        false,
                        Convention.SENTENCEPIECE))
                .hasMessageContaining("no piece is text");
        assertThatThrownBy(() -> new UnigramPiece("a", Double.NaN, UnigramPiece.Role.TEXT))
                .hasMessageContaining("score of \"a\": NaN");
        assertThatThrownBy(() -> new UnigramPiece("\ud800", 0, UnigramPiece.Role.TEXT))
                .hasMessageContaining("surrogate");
    }

    @Test
    void survivesSerialisation() throws Exception {
        UnigramModel model = model(true, Convention.SENTENCEPIECE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(model);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(tokens((UnigramModel) in.readObject(), "abcdé")).isEqualTo("abcd <0xC3> <0xA9>");
        }
    }

    static UnigramModel model(boolean bytes, Convention convention) {
        return new UnigramModel(pieces(bytes), 0, bytes, convention);
    }

    private static List<UnigramPiece> pieces(boolean bytes) {
        List<UnigramPiece> pieces = new ArrayList<>();
        pieces.add(new UnigramPiece("<unk>", 0, UnigramPiece.Role.RESERVED));
        Map<String, Double> texts = Map.of("cd", 1.0, "ab", 2.0, "abc", 5.0, "abcd", 10.0);
        for (String text : List.of("a", "b", "c", "d", "cd", "ab", "abc", "abcd")) {
            pieces.add(new UnigramPiece(text, texts.getOrDefault(text, 0.0), UnigramPiece.Role.TEXT));
        }
        for (int value = 0; bytes && value < 256; value++) {
            pieces.add(new UnigramPiece(String.format("<0x%02X>", value), 0, UnigramPiece.Role.RESERVED));
        }
        return pieces;
    }

    private static String tokens(UnigramModel model, String word) {
        List<String> tokens = new ArrayList<>();
        for (int id : encode(model.newWordTokens(), word).toIds()) {
            tokens.add(model.token(id));
        }
        return String.join(" ", tokens);
    }

    static TokenList encode(TokenModel.WordTokens words, String text) {
        TokenList tokens = new TokenList();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        words.encode(utf8, 0, utf8.length, tokens);
        return tokens;
    }
}
