package dev.millrace.tokenizer.format;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.bpe.BpeTrainer;
import dev.millrace.tokenizer.bpe.WordCounts;
import dev.millrace.tokenizer.characterbpe.CharacterBpe;
import dev.millrace.tokenizer.characterbpe.CharacterBpeSettings;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.composed.TokenizerParts;
import dev.millrace.tokenizer.decoder.ByteFallback;
import dev.millrace.tokenizer.decoder.Fuse;
import dev.millrace.tokenizer.decoder.MetaspaceDecoder;
import dev.millrace.tokenizer.decoder.ReplaceDecoder;
import dev.millrace.tokenizer.decoder.StripDecoder;
import dev.millrace.tokenizer.decoder.TokenDecoder;
import dev.millrace.tokenizer.encoding.Encoding;
import dev.millrace.tokenizer.encoding.SpecialTokens;
import dev.millrace.tokenizer.encoding.Template;
import dev.millrace.tokenizer.encoding.TrimOffsets;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.normalizer.Prepend;
import dev.millrace.tokenizer.normalizer.Replace;
import dev.millrace.tokenizer.normalizer.UnicodeForm;
import dev.millrace.tokenizer.pretoken.Metaspace;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.unigram.Convention;
import dev.millrace.tokenizer.unigram.UnigramModel;
import dev.millrace.tokenizer.unigram.UnigramPiece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is written here loads in Hugging Face's tokenizers, and gives the same ids, places and texts. */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "aarch64"})
class HuggingFaceBindingTest {
    private static final List<String> WORDS = List.of(
            "hello",
            "world",
            " ",
            "  ",
            "\n",
            "the",
            "<s>",
            "don't",
            "123",
            ".",
            "\u00e9",
            "e\u0301",
            "\u4e2d\u6587",
            "\ud83d\ude00",
            "\u1234",
            "\u00a0",
            "ab",
            "ABC",
            "\u2581");

    @TempDir
    private Path folder;

    @Test
    void byteLevelBpe() throws IOException {
        WordCounts counts = new WordCounts(WordSplit.CL100K);
        counts.add("hello world the hello the world don't hello hello 123 \u00e9\u00e9 \u4e2d\u6587\u4e2d\u6587");
        Tokenizer trained = BpeTrainer.train(counts, new BpeTrainer.Settings(400, 1, List.of("<s>")), n -> {});
        ComposedTokenizer composed = TokenizerFiles.composed(trained, "trained");

        assertSame(new ComposedTokenizer(composed.parts()
                .withNormalizer(UnicodeForm.NFC)
                .withPostProcessor(new TrimOffsets(TrimOffsets.Prefix.NONE, TrimOffsets.Offsets.TRIMMED))));
    }

    @Test
    void sentencePieceBpe() throws IOException {
        List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        for (int value = 0; value < 256; value++) {
            tokens.add(String.format(Locale.ROOT, "<0x%02X>", value));
        }
        tokens.addAll(List.of("\u2581", "h", "e", "l", "o", "w", "r", "d", "t", "he", "ll", "hell", "hello"));
        tokens.addAll(
                List.of("\u2581hello", "\u2581w", "or", "ld", "\u2581wor", "\u2581world", "\u2581\u2581", "th", "the"));
        String[] merges = {
            "h e",
            "l l",
            "he ll",
            "hell o",
            "\u2581 hello",
            "\u2581 w",
            "o r",
            "l d",
            "\u2581w or",
            "\u2581wor ld",
            "\u2581 \u2581",
            "t h",
            "t he",
            "th e"
        };
        int[] left = Arrays.stream(merges)
                .mapToInt(m -> tokens.indexOf(m.split(" ")[0]))
                .toArray();
        int[] right = Arrays.stream(merges)
                .mapToInt(m -> tokens.indexOf(m.split(" ")[1]))
                .toArray();

        assertSame(new ComposedTokenizer(TokenizerParts.of(
                        new CharacterBpe(tokens, left, right, CharacterBpeSettings.sentencePiece("<unk>")))
                .withAddedTokens(List.of(AddedToken.special(0, "<unk>"), AddedToken.special(1, "<s>")))
                .withNormalizer(Normalizer.Sequence.of(List.of(new Prepend("\u2581"), Replace.text(" ", "\u2581"))))
                .withPostProcessor(Template.of("<s> $A", "<s> $A <s>:1 $B:1", Map.of("<s>", 1)))
                .withDecoder(new TokenDecoder.Sequence(List.of(
                        new ReplaceDecoder(Replace.text("\u2581", " ")),
                        new ByteFallback(),
                        new Fuse(),
                        new StripDecoder(' ', 1, 0))))));
    }

    @Test
    void wordPiece() throws IOException {
        Path vocabulary = Files.write(
                folder.resolve("vocab.txt"),
                List.of(
                        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "hello", "world", "the", "don", "'", "t", "ab",
                        "##c", "a", "##b", "e", "\u4e2d", "1", "##2", "##3", ".", "<", ">", "s"));

        assertSame((ComposedTokenizer) TokenizerFiles.open(vocabulary));
    }

    @Test
    void unigram() throws IOException {
        List<UnigramPiece> pieces = new ArrayList<>();
        List<String> contents = List.of(
                "<unk>",
                "\u2581",
                "h",
                "e",
                "l",
                "o",
                "\u2581hello",
                "hell",
                "world",
                "\u2581the",
                "th",
                "ab",
                "A",
                "1",
                "\u4e2d\u6587",
                "\u00e9");
        for (int i = 0; i < contents.size(); i++) {
            pieces.add(new UnigramPiece(contents.get(i), i == 0 ? 0 : -1.5 - i / 4.0, UnigramPiece.Role.TEXT));
        }

        assertSame(new ComposedTokenizer(TokenizerParts.of(new UnigramModel(pieces, 0, false, Convention.HUGGING_FACE))
                .withNormalizer(UnicodeForm.NFKC)
                .withPreTokenizer(new Metaspace(
                        Metaspace.LOWER_ONE_EIGHTH_BLOCK, Metaspace.Prepend.ALWAYS, Metaspace.Parts.SPLIT))
                .withDecoder(new MetaspaceDecoder(Metaspace.LOWER_ONE_EIGHTH_BLOCK, MetaspaceDecoder.First.DROPPED))));
    }

    private void assertSame(ComposedTokenizer tokenizer) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        TokenizerJson.write(tokenizer, json);
        Files.write(file, json.toByteArray());
        try (HuggingFaceTokenizer peer = HuggingFaceTokenizer.builder()
                .optTokenizerPath(file)
                .optTruncation(false)
                .optPadding(false)
                .build()) {
            Random random = new Random(17);
            for (int round = 0; round < 200; round++) {
                StringBuilder builder = new StringBuilder();
                for (int i = random.nextInt(12); i > 0; i--) {
                    builder.append(WORDS.get(random.nextInt(WORDS.size())));
                }
                String text = builder.toString();
                ai.djl.huggingface.tokenizers.Encoding expected = peer.encode(text);
                Encoding actual = tokenizer.encoding(text);

                assertThat(Arrays.stream(actual.ids()).asLongStream().toArray())
                        .as(text)
                        .isEqualTo(expected.getIds());
                assertThat(List.of(expected.getTokens())).isEqualTo(actual.tokens());
                assertThat(actual.codePointOffsets(text)).as(text).isEqualTo(places(expected));
                assertThat(tokenizer.decode(actual.ids(), SpecialTokens.LEFT_OUT))
                        .isEqualTo(peer.decode(expected.getIds(), true));
            }
        }
    }

    private static int[] places(ai.djl.huggingface.tokenizers.Encoding encoding) {
        CharSpan[] spans = encoding.getCharTokenSpans();
        int[] places = new int[2 * spans.length];
        for (int i = 0; i < spans.length; i++) {
            places[2 * i] = spans[i] == null ? 0 : spans[i].getStart();
            places[2 * i + 1] = spans[i] == null ? 0 : spans[i].getEnd();
        }
        return places;
    }
}
