package dev.millrace.tokenizer.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.bpe.BpeTokenizer;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.text.ByteSpelling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPT-2's two files and tiktoken's one. */
class OriginalFilesTest {
    private static final String END = "<|endoftext|>";

    @TempDir
    private Path folder;

    private Path encoder;
    private Path merges;
    private Path ranks;

    @BeforeEach
    void setUp() throws IOException {
        encoder = Files.writeString(folder.resolve("encoder.json"), encoder());
        merges = Files.writeString(folder.resolve("vocab.bpe"), "#version: 0.2\nh e\nĠ he\n");
        ranks = Files.writeString(folder.resolve("ranks"), ranks());
    }

    @Test
    void readsTheFilesOfGpt2() throws IOException {
        BpeTokenizer tokenizer = Gpt2Files.read(encoder, merges);

        assertThat(tokenizer.encodePrompt("he he" + END)).containsExactly(256, 257, 258);
        assertThat(tokenizer.addedTokens()).containsExactly(AddedToken.special(258, END));
    }

    @Test
    void readsTheRanksOfTiktoken() throws IOException {
        BpeTokenizer tokenizer = TiktokenRanks.read(ranks, WordSplit.GPT2, List.of(AddedToken.special(258, END)));

        assertThat(tokenizer.encodePrompt("he he" + END)).containsExactly(256, 257, 258);
    }

    @Test
    void fillsAGapInTheRanksWithASpecialToken() throws IOException {
        Files.writeString(ranks, ranks() + base64("hehe") + " 259\n");
        BpeTokenizer tokenizer = TiktokenRanks.read(ranks, WordSplit.GPT2, List.of(AddedToken.special(258, END)));

        assertThat(tokenizer.encodePrompt("hehe" + END)).containsExactly(259, 258);
        assertThatThrownBy(() -> TiktokenRanks.read(ranks, WordSplit.GPT2, List.of()))
                .hasMessage(ranks + ": no token has the rank 258");
        assertThatThrownBy(() -> TiktokenRanks.read(ranks, WordSplit.GPT2, List.of(AddedToken.special(257, END))))
                .hasMessage(ranks + ": rank 257 is no gap for \"<|endoftext|>\"");
    }

    @Test
    void namesTheLineOfABadMerge() throws IOException {
        Files.writeString(merges, "#version: 0.2\nh e\n\nhe x x\n");
        assertThatThrownBy(() -> Gpt2Files.read(encoder, merges))
                .hasMessage(merges + ": line 4: \"he x x\" is not two tokens with a space between");
        Files.writeString(merges, "#version: 0.2\nh e\nhe ll\n");
        assertThatThrownBy(() -> Gpt2Files.read(encoder, merges))
                .hasMessage(merges + ": line 3: \"ll\" is not in the vocabulary");
        Files.write(merges, new byte[] {'h', ' ', 'e', '\n', (byte) 0xFF});
        assertThatThrownBy(() -> Gpt2Files.read(encoder, merges))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(merges + ": line ")
                .hasMessageEndingWith(": no UTF-8 from here on");
    }

    @Test
    void namesWhatIsWrongInAnEncoder() throws IOException {
        Files.writeString(encoder, encoder().substring(0, 100));
        assertThatThrownBy(() -> Gpt2Files.read(encoder, merges))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(encoder + ": line 1, column ");
        Files.writeString(encoder, "[]");
        assertThatThrownBy(() -> Gpt2Files.read(encoder, merges))
                .hasMessage(encoder + ": vocabulary: found [ where an object must stand");
    }

    @Test
    void namesTheLineOfABadRank() throws IOException {
        assertBadRank("aGU", "no token before a space");
        assertBadRank(" 7", "no token before a space");
        assertBadRank("%% 7", "no Base64: Illegal base64 character 25");
        assertBadRank("aGU= x", "\"x\" is no rank");
        assertBadRank("aGU= -1", "\"-1\" is no rank");
        assertBadRank("aGVo 257", "rank given twice");
        Files.writeString(ranks, ranks() + base64("he") + " 258\n");
        assertThatThrownBy(() -> TiktokenRanks.read(ranks, WordSplit.GPT2, List.of()))
                .hasMessage(ranks + ": ids 256 and 258 have the same token \"he\"");
        Files.writeString(ranks, ranks() + base64("hehe") + " 2147483647\n");
        assertThatThrownBy(() -> TiktokenRanks.read(ranks, WordSplit.GPT2, List.of()))
                .hasMessage(ranks + ": no token has the rank 258");
        Files.writeString(ranks, "");
        assertThatThrownBy(() -> TiktokenRanks.read(ranks, WordSplit.GPT2, List.of()))
                .hasMessage(ranks + ": byte 0x00 (\"Ā\") has no token in the vocabulary");
    }

    private void assertBadRank(String line, String message) throws IOException {
        Files.writeString(ranks, ranks() + line + "\n");
        assertThatThrownBy(() -> TiktokenRanks.read(ranks, WordSplit.GPT2, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(ranks + ": line 259: " + message);
    }

    private static String encoder() {
        StringBuilder json = new StringBuilder("{");
        int id = 0;
        for (byte value : ByteSpelling.alphabet()) {
            String spelled = String.valueOf(ByteSpelling.character(value));
            json.append('"')
                    .append(spelled.replaceAll("([\"\\\\])", "\\\\$1"))
                    .append("\": ")
                    .append(id++)
                    .append(',');
        }
        return json + "\"he\": 256, \"Ġhe\": 257, \"" + END + "\": 258}";
    }

    private static String ranks() {
        StringBuilder lines = new StringBuilder();
        for (int value = 0; value < 256; value++) {
            lines.append(Base64.getEncoder().encodeToString(new byte[] {(byte) value}))
                    .append(' ')
                    .append(value)
                    .append('\n');
        }
        return lines + base64("he") + " 256\n" + base64(" he") + " 257\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
