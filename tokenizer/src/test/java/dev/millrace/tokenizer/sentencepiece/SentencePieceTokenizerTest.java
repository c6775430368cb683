package dev.millrace.tokenizer.sentencepiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ids and texts are those of {@code spm_encode} and {@code spm_decode} 0.1.97 with the same models. */
class SentencePieceTokenizerTest {
    private static final List<String> TEXTS = List.of(
            "the Ants and the thing",
            "  this  is in…the rest ",
            "cafe\u0301 <s> <sep>their㍿",
            "qqq the zz 語",
            "in<sep>  in <sep>in",
            "Ａndthe\train\t");
    private static final List<String> DECODED = List.of(
            "the ants and the thing",
            "this is in...the rest",
            "ca ⁇ é  ⁇ s ⁇  <sep>theirco ltd",
            " ⁇  the  ⁇   ⁇ ",
            "in<sep> in <sep>in",
            "andthe rain");
    private static final List<String> UNIGRAM = List.of(
            "9 19 7 21 25 11 9 14 13",
            "14 15 19 15 16 33 33 33 17 19 27 20 25 21",
            "19 34 22 0 32 19 0 25 0 19 3 17 24 27 34 28 19 31 21 29",
            "19 0 9 19 0 19 0",
            "16 3 16 19 3 8",
            "11 17 19 27 22 8");
    private static final List<String> BYTES = List.of(
            "265 275 263 277 281 267 265 270 269",
            "270 271 275 271 272 289 289 289 273 275 283 276 281 277",
            "275 290 278 106 288 275 64 281 66 275 3 273 280 283 290 284 275 287 277 285",
            "275 117 117 117 265 275 126 126 275 236 174 162",
            "272 3 272 275 3 264",
            "267 273 275 283 278 264");
    private static final List<String> BPE = List.of(
            "9 6 23 21 25 11 9 14 13",
            "14 15 19 15 16 33 33 33 17 19 27 20 25 21",
            "19 34 22 0 32 19 0 25 0 19 3 17 24 27 34 28 19 31 21 29",
            "19 0 9 19 0 19 0",
            "16 3 16 19 3 8",
            "11 17 19 27 22 8");
    private static final List<String> SUFFIX = List.of(
            "17 19 7 21 25 11 9 14 13 19",
            "19 14 15 19 19 15 16 33 33 33 17 19 27 20 25 21 19 19",
            "34 22 0 32 19 0 25 0 19 3 17 24 27 34 28 19 31 21 29 19",
            "0 9 19 0 19 0 19",
            "8 3 19 16 19 3 8 19",
            "18 17 19 27 22 8 19 19");

    private static final SentencePieceTokenizer TOKENIZER =
            new SentencePieceTokenizer(SmallModels.unigram(false, WhiteSpace.usual()));

    @Test
    void givesTheIdsAndTextsOfSentencePiece() {
        check(TOKENIZER, UNIGRAM, DECODED);
        check(new SentencePieceTokenizer(SmallModels.bpe()), BPE, DECODED);
        List<String> whole = List.of(
                DECODED.get(0),
                DECODED.get(1),
                "café <s> <sep>theirco ltd",
                "qqq the zz 語",
                DECODED.get(4),
                DECODED.get(5));
        check(new SentencePieceTokenizer(SmallModels.unigram(true, WhiteSpace.usual())), BYTES, whole);
        WhiteSpace suffix = new WhiteSpace(true, false, true, true);
        assertThat(encoded(new SentencePieceTokenizer(SmallModels.unigram(false, suffix))))
                .isEqualTo(SUFFIX);
    }

    private static void check(SentencePieceTokenizer tokenizer, List<String> ids, List<String> texts) {
        assertThat(encoded(tokenizer)).isEqualTo(ids);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(tokenizer.decode(tokenizer.encode(TEXTS.get(i)))).isEqualTo(texts.get(i));
        }
    }

    private static List<String> encoded(SentencePieceTokenizer tokenizer) {
        return TEXTS.stream()
                .map(text -> Arrays.stream(tokenizer.encode(text))
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void findsMarkupInPromptsOnly() {
        assertThat(TOKENIZER.encodePrompt("<s>the</s>")).containsExactly(1, 9, 2);
        assertThat(TOKENIZER.encode("<s>the")).doesNotContain(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mergesAsTheObviousWayDoes(long seed) {
        ModelFile file = SmallModels.bpe();
        SentencePieceTokenizer tokenizer = new SentencePieceTokenizer(file);
        Random random = new Random(seed);
        for (int length = 0; length < 400; length += 1 + length / 3) {
            String text = random.ints(length, 0, 12)
                    .mapToObj(letter -> "thenaids. g語".substring(letter, letter + 1))
                    .collect(Collectors.joining());
            assertThat(tokenizer.encode(text)).as(text).isEqualTo(ObviousMerges.encode(file, text));
        }
    }

    @Test
    void encodesTheSameOnManyThreadsAndAfterSerialisation() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(TOKENIZER);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            SentencePieceTokenizer copy = (SentencePieceTokenizer) in.readObject();
            assertThat(copy.fingerprint()).isEqualTo(TOKENIZER.fingerprint());
            IntStream.range(0, 200)
                    .parallel()
                    .forEach(i -> assertThat(encoded(copy)).isEqualTo(UNIGRAM));
        }
    }

    @Test
    void refusesAnIdThatNoPieceHas() {
        assertThatThrownBy(() -> TOKENIZER.decode(new int[] {4, 36}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid token id: 36 (must be from 0 to 35)");
    }
}
