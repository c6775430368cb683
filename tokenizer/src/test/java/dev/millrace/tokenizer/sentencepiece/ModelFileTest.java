package dev.millrace.tokenizer.sentencepiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.charsmap.CharsMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelFileTest {
    private static final ModelFile FILE = SmallModels.unigram(true, new WhiteSpace(true, false, true, false));

    @Test
    void readsWhatItWrites() throws Exception {
        byte[] bytes = bytes(FILE);

        assertThat(read(bytes)).isEqualTo(FILE);
        assertThat(bytes(read(bytes))).isEqualTo(bytes);
    }

    @Test
    void aFileCutOffAnywhereIsReadOrRefusedInOneLine() throws Exception {
        byte[] bytes = bytes(FILE);
        for (int length = 0; length < bytes.length; length++) {
            readOrRefuse(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void aDamagedFileIsReadOrRefusedInOneLine() throws Exception {
        byte[] bytes = bytes(FILE);
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = bytes.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                damaged[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(damaged);
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            SentencePieceTokenizer tokenizer = new SentencePieceTokenizer(read(bytes));
            tokenizer.decode(tokenizer.encode("the \u0301cafe\u0301㍿ 語 and…"));
        } catch (IOException | IllegalArgumentException e) {
            assertThat(e.getMessage()).doesNotContain("\n").isNotBlank();
        }
    }

    @Test
    void refusesWhatSentencePieceRefuses() {
        Piece unknown = new Piece("<unk>", 0, PieceType.UNKNOWN);
        Piece a = new Piece("a", 0, PieceType.NORMAL);

        assertRefused("no piece is for the unknown", false, a);
        assertRefused(
                "piece 2 is a second one for the unknown", false, unknown, a, new Piece("?", 0, PieceType.UNKNOWN));
        assertRefused("piece \"a\" has the ids 1 and 2", false, unknown, a, a);
        assertRefused("byte_fallback is off", false, unknown, a, new Piece("<0x0A>", 0, PieceType.BYTE));
        assertRefused("the piece <0x00> is missing", true, unknown, a);
        assertThatThrownBy(() -> new Piece("", 0, PieceType.NORMAL)).hasMessageContaining("must be text");
        assertThatThrownBy(() -> new Piece("a", Float.NaN, PieceType.NORMAL)).hasMessageContaining("NaN");
    }

    @Test
    void namesTheFileAndThePlace() {
        assertThatThrownBy(() -> read(new byte[0]))
                .hasMessage("m.model: no SentencePiece model that can be used: the file is empty");
        assertThatThrownBy(() -> read(new byte[] {10, 5, 10, 3, 'a'}))
                .hasMessageContaining("m.model")
                .hasMessageContaining("byte 0: a field goes past the end");
        // wire type 3, which is long out of use
        assertThatThrownBy(() -> read(new byte[] {11})).hasMessageContaining("byte 0: wire type 3 is not known");
    }

    @Test
    void refusesKindsOfModelsThatAreNotSupported() {
        ModelFile words = file(ModelType.WORD, false, FILE.pieces().get(0), new Piece("a", 0, PieceType.NORMAL));

        assertThatThrownBy(() -> new SentencePieceTokenizer(words))
                .hasMessage("trainer_spec.model_type word is not supported (only unigram and bpe are)");
    }

    private static void assertRefused(String message, boolean byteFallback, Piece... pieces) {
        assertThatThrownBy(() -> file(ModelType.UNIGRAM, byteFallback, pieces))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static ModelFile file(ModelType type, boolean byteFallback, Piece... pieces) {
        return new ModelFile(
                type,
                new ArrayList<>(List.of(pieces)),
                "identity",
                CharsMap.identity(),
                WhiteSpace.usual(),
                byteFallback,
                SpecialNames.usual(),
                "?");
    }

    private static byte[] bytes(ModelFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);
        return out.toByteArray();
    }

    private static ModelFile read(byte[] bytes) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(bytes), "m.model");
    }
}
