package dev.millrace.tokenizer.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.encoding.Encoding;
import dev.millrace.tokenizer.encoding.SpecialTokens;
import dev.millrace.tokenizer.normalizer.BertNormalizer;
import dev.millrace.tokenizer.wordpiece.WordPieceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BertVocabularyTest {
    private static final List<String> TOKENS = List.of(
            "[PAD]",
            "[UNK]",
            "[CLS]",
            "[SEP]",
            "[MASK]",
            "hello",
            "world",
            "##s",
            "caf",
            "##e",
            "\u4e2d",
            ",",
            "un",
            "##want",
            "##ed",
            "'",
            "s",
            "##\u3099",
            "!",
            "\u304b",
            "do",
            "not");

    @TempDir
    private Path folder;

    /** Ids, places, types and texts are those of Hugging Face's tokenizers 0.23.2 with this vocabulary. */
    @Test
    void encodesAPairAsTheOriginalDoes() throws IOException {
        ComposedTokenizer tokenizer = read(String.join("\n", TOKENS));
        String text = "Caf\u00e9s, hello\u4e2d world's [MASK]!";
        String pair = "UNWANTED \ud83d\ude00 \u304c";

        Encoding encoding = tokenizer.pairEncoding(text, pair);

        assertThat(encoding.ids()).containsExactly(2, 8, 9, 7, 11, 5, 10, 6, 15, 16, 4, 18, 3, 12, 13, 14, 1, 19, 3);
        assertThat(encoding.typeIds()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
        assertThat(encoding.codePointOffsets(text, pair))
                .containsExactly(
                        0, 0, 0, 3, 3, 4, 4, 5, 5, 6, 7, 12, 12, 13, 14, 19, 19, 20, 20, 21, 22, 28, 28, 29, 0, 0, 0, 2,
                        2, 6, 6, 8, 9, 10, 11, 12, 0, 0);
        assertThat(tokenizer.decode(encoding.ids(), SpecialTokens.LEFT_OUT))
                .isEqualTo("cafes, hello \u4e2d world ' s! unwanted \u304b");
        assertThat(tokenizer.decode(encoding.ids()))
                .isEqualTo("[CLS] cafes, hello \u4e2d world ' s [MASK]! [SEP] unwanted [UNK] \u304b [SEP]");
    }

    @Test
    void takesLinesWithCarriageReturnsAndTrailingSpace() throws IOException {
        ComposedTokenizer tokenizer = read("[UNK]\r\na \r\n##b\u3000\r\n");

        assertThat(tokenizer.vocabularySize()).isEqualTo(3);
        assertThat(tokenizer.encode("ab c")).containsExactly(1, 2, 0);
        assertThat(tokenizer.encoding("ab").ids()).containsExactly(1, 2);
    }

    @Test
    void writesWhatItReads() throws IOException {
        WordPieceModel model = new WordPieceModel(TOKENS, WordPieceModel.Settings.bert());
        Path file = folder.resolve("written.txt");

        BertVocabulary.write(model, file);

        assertThat(Files.readString(file)).isEqualTo(String.join("\n", TOKENS) + "\n");
        assertThat(BertVocabulary.read(file, BertNormalizer.uncased()).parts().model())
                .isEqualTo(model);
    }

    @Test
    void refusesATokenGivenTwice() {
        assertThatThrownBy(() -> read("[UNK]\na\nb\na\n"))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(".*vocab.txt: line 4: token \"a\" was given in line 2 already");
    }

    @Test
    void refusesAFileThatIsNoVocabulary() {
        assertThatThrownBy(() -> read("")).hasMessageMatching(".*vocab.txt: no token \"\\[UNK\\]\".*");
    }

    @Test
    void refusesToWriteTokensThatALineCannotHold() {
        for (String token : List.of("a\nb", "a\r", "a ")) {
            WordPieceModel model = new WordPieceModel(List.of("[UNK]", token), WordPieceModel.Settings.bert());

            assertThatThrownBy(() -> BertVocabulary.write(model, folder.resolve("bad.txt")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("token 1 holds a line break or ends in white space");
        }
    }

    private ComposedTokenizer read(String content) throws IOException {
        return BertVocabulary.read(Files.writeString(folder.resolve("vocab.txt"), content), BertNormalizer.uncased());
    }
}
