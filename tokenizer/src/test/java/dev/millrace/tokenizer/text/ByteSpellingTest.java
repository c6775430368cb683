package dev.millrace.tokenizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteSpellingTest {

    @Test
    void spellsSpacesAndControlsAsLetters() {
        assertThat(ByteSpelling.spell("a b\n\0é".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("aĠbĊĀÃ©");
    }

    @Test
    void readsEveryByteBack() {
        byte[] all = new byte[256];
        for (int value = 0; value < all.length; value++) {
            all[value] = (byte) value;
        }

        assertThat(ByteSpelling.spell(all).chars().distinct()).hasSize(256);
        assertThat(ByteSpelling.bytes(ByteSpelling.spell(all))).contains(all);
    }

    @Test
    void takesWhatIsNoSpellingForText() {
        assertThat(ByteSpelling.bytes("a b")).isEmpty();
        assertThat(ByteSpelling.bytesOrText("a b")).isEqualTo("a b".getBytes(StandardCharsets.UTF_8));
        assertThat(ByteSpelling.bytesOrText("aĠb")).isEqualTo("a b".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ordersTheAlphabetByCharacter() {
        assertThat(ByteSpelling.alphabet()).hasSize(256).startsWith('!', '"').endsWith(0xA0, 0xAD);
    }

    @Test
    void knowsWhatSpellsOneByte() {
        assertThat(ByteSpelling.isOneByte("Ġ")).isTrue();
        assertThat(ByteSpelling.isOneByte(" ")).isFalse();
        assertThat(ByteSpelling.isOneByte("ab")).isFalse();
    }
}
