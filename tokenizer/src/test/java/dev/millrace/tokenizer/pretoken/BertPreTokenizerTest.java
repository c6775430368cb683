package dev.millrace.tokenizer.pretoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tokenizer.normalizer.NormalizedText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class BertPreTokenizerTest {
    private final NormalizedText text = NormalizedText.unaligned();
    private final Words words = new Words(text);

    @Test
    void dropsSpaceAndSetsPunctuationOff() {
        assertThat(words("  don't  say\u00a0(this)\u3000$5^2...\n"))
                .containsExactly("don", "'", "t", "say", "(", "this", ")", "$", "5", "^", "2", ".", ".", ".");
    }

    @Test
    void takesOnlyUnicode8ForPunctuation() {
        assertThat(words("a\u3002b\u166dc\u2e43d\u00b4e"))
                .containsExactly("a", "\u3002", "b", "\u166d", "c\u2e43d\u00b4e");
    }

    /** Checksum of the number of words that Hugging Face's tokenizers 0.23.2 made of each code point between letters. */
    @Test
    void doesWithEveryCodePointWhatTheOriginalDoes() {
        CRC32 all = new CRC32();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                split("a" + Character.toString(codePoint) + "b");
                all.update(words.size());
            }
        }

        assertThat(Long.toHexString(all.getValue())).isEqualTo("82b67536");
    }

    private List<String> words(String content) {
        split(content);
        List<String> all = new ArrayList<>();
        for (int word = 0; word < words.size(); word++) {
            int start = words.start(word);
            all.add(new String(text.utf8(), start, words.end(word) - start, StandardCharsets.UTF_8));
        }
        return all;
    }

    private void split(String content) {
        text.reset(content);
        words.reset();
        new BertPreTokenizer().split(words);
    }
}
