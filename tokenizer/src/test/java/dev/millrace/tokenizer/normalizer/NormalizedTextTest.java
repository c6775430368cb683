package dev.millrace.tokenizer.normalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.text.Utf8;
import org.junit.jupiter.api.Test;

class NormalizedTextTest {
    private final NormalizedText text = NormalizedText.aligned();

    @Test
    void alignsEveryByteWithItsCharacter() {
        text.reset("a\u00e9\ud83d\ude00\ud800z");

        assertThat(text).hasToString("a\u00e9\ud83d\ude00\ufffdz");
        assertThat(alignment()).isEqualTo("0-1 1-2 1-2 2-4 2-4 2-4 2-4 4-5 4-5 4-5 5-6");
    }

    @Test
    void countsFromTheBeginningOfTheWholeText() {
        text.reset("abcd", 1, 3);

        assertThat(text).hasToString("bc");
        assertThat(alignment()).isEqualTo("1-2 2-3");
        assertThat(text.origin()).isEqualTo(1);
    }

    @Test
    void replacesInsertsAndDrops() {
        text.reset("xyz");
        NormalizedText.Rewrite rewrite = text.rewrite();
        rewrite.insert('<');
        rewrite.replace(0xE9);
        rewrite.insert('+');
        rewrite.drop();
        rewrite.insert('-');
        rewrite.finish();

        assertThat(text).hasToString("<\u00e9+-z");
        assertThat(alignment()).isEqualTo("0-0 0-1 0-1 0-1 1-2 2-3");
    }

    @Test
    void growsWithWhatIsWritten() {
        text.reset("x".repeat(10_000));
        NormalizedText.Rewrite rewrite = text.rewrite();
        while (rewrite.at() < text.length()) {
            rewrite.insert(0x1F600);
            rewrite.replace('y');
        }
        rewrite.finish();

        assertThat(text.toString()).isEqualTo("\ud83d\ude00y".repeat(10_000));
        assertThat(text.originalStart(text.length() - 1)).isEqualTo(9_999);
        assertThat(Utf8.count(text.utf8(), 0, text.length())).isEqualTo(20_000);
    }

    @Test
    void refusesToTellAnAlignmentThatItDoesNotKeep() {
        NormalizedText unaligned = NormalizedText.unaligned();
        unaligned.reset("x");

        assertThatThrownBy(() -> unaligned.originalStart(0)).isInstanceOf(IllegalStateException.class);
    }

    private String alignment() {
        StringBuilder all = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            all.append(at == 0 ? "" : " ")
                    .append(text.originalStart(at))
                    .append('-')
                    .append(text.originalEnd(at));
        }
        return all.toString();
    }
}
