package dev.millrace.tokenizer.charlevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.added.AddedToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CharacterTokenizerTest {
    private static final String END = "<|endoftext|>";
    private static final String UNKNOWN = "<|unknown|>";
    private static final CharacterModel MODEL =
            new CharacterModel(List.of(END, UNKNOWN, "\n", " ", "a", "é", "😀"), UNKNOWN);
    private static final List<AddedToken> SPECIAL = List.of(AddedToken.special(0, END), AddedToken.special(1, UNKNOWN));
    private static final CharacterTokenizer TOKENIZER =
            new CharacterTokenizer(MODEL, CharacterSettings.plain(), SPECIAL);

    @Test
    void everyCodePointIsOneToken() {
        assertThat(TOKENIZER.encode("a é\n\n😀 a")).containsExactly(4, 3, 5, 2, 2, 6, 3, 4);
        assertThat(TOKENIZER.decode(new int[] {4, 3, 5, 2, 2, 6})).isEqualTo("a é\n\n😀");
        assertThat(TOKENIZER.decodeBytes(new int[] {6})).isEqualTo("😀".getBytes(StandardCharsets.UTF_8));
        assertThat(TOKENIZER.encode("")).isEmpty();
    }

    @Test
    void specialTokensAreTextExceptInPrompts() {
        CharacterTokenizer letters = new CharacterTokenizer(
                new CharacterModel(List.of("<", ">", "e"), "<unk>"),
                CharacterSettings.plain(),
                List.of(AddedToken.special(3, "<e>")));

        assertThat(letters.encode("e<e>")).containsExactly(2, 0, 2, 1);
        assertThat(letters.encodePrompt("e<e>")).containsExactly(2, 3);
        assertThat(letters.decode(new int[] {2, 3})).isEqualTo("e<e>");
        assertThat(letters.vocabularySize()).isEqualTo(4);
        assertThat(letters.idOf("<e>")).hasValue(3);
    }

    @Test
    void whatIsUnknownHasATokenOrIsAnError() {
        assertThat(TOKENIZER.encode("bá\uD83D")).containsExactly(1, 1, 1);
        CharacterTokenizer strict = new CharacterTokenizer(
                new CharacterModel(List.of("a"), CharacterModel.USUAL_UNKNOWN), CharacterSettings.plain(), List.of());

        assertThatThrownBy(() -> strict.encode("ab"))
                .hasMessage(
                        "Invalid character: U+0062 (the vocabulary lacks it, and has no token for what is unknown)");
    }

    @Test
    void addedTokensKeepTheirPlaces() {
        assertThatThrownBy(() ->
                        new CharacterTokenizer(MODEL, CharacterSettings.plain(), List.of(AddedToken.special(2, END))))
                .hasMessage("Invalid id of added token \"<|endoftext|>\": 2 (must be 0)");
        assertThatThrownBy(() -> new CharacterTokenizer(
                        MODEL, CharacterSettings.plain(), List.of(AddedToken.special(8, "<pad>"))))
                .hasMessage("Invalid id of added token \"<pad>\": 8 (must be 7)");
        assertThatThrownBy(() -> new CharacterModel(List.of("a", "a"), UNKNOWN))
                .hasMessage("ids 0 and 1 have the same token \"a\"");
    }

    @Test
    @SuppressWarnings("BanSerializableRead") // what was written a line above
    void travelsToExecutors() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(TOKENIZER);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            CharacterTokenizer copy = (CharacterTokenizer) in.readObject();
            assertThat(copy.encode("aé")).containsExactly(4, 5);
            assertThat(copy.fingerprint()).isEqualTo(TOKENIZER.fingerprint());
        }
    }
}
