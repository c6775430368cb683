package dev.millrace.tokenizer.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.bpe.Serialized;
import dev.millrace.tokenizer.model.TokenList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordLevelModelTest {
    private static final List<String> VOCABULARY = List.of("<unk>", "a", "the", "internationalisation", "\u4e2d\u6587");

    @Test
    void givesEachWordItsToken() {
        WordLevelModel model = new WordLevelModel(VOCABULARY, WordLevelModel.USUAL_UNKNOWN);

        assertThat(ids(model, "the")).containsExactly(2);
        assertThat(ids(model, "internationalisation")).containsExactly(3);
        assertThat(ids(model, "\u4e2d\u6587")).containsExactly(4);
        assertThat(ids(model, "")).isEmpty();
    }

    @Test
    void makesOtherWordsUnknown() {
        WordLevelModel model = new WordLevelModel(VOCABULARY, WordLevelModel.USUAL_UNKNOWN);

        assertThat(ids(model, "th")).containsExactly(0);
        assertThat(ids(model, "x".repeat(100_000))).containsExactly(0);
    }

    @Test
    void needsATokenForWhatIsUnknownOnlyThen() {
        WordLevelModel model = new WordLevelModel(List.of("a"), WordLevelModel.USUAL_UNKNOWN);

        assertThat(ids(model, "a")).containsExactly(0);
        assertThatThrownBy(() -> ids(model, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no token \"<unk>\"");
    }

    @Test
    void findsEveryWordOfALargeVocabulary() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            words.add(Integer.toString(i, 36) + "-".repeat(i % 11));
        }
        WordLevelModel model = new WordLevelModel(words, WordLevelModel.USUAL_UNKNOWN);

        for (int i = 0; i < words.size(); i++) {
            assertThat(ids(model, words.get(i))).containsExactly(i);
        }
    }

    @Test
    void survivesSerialization() throws Exception {
        WordLevelModel model = new WordLevelModel(VOCABULARY, WordLevelModel.USUAL_UNKNOWN);
        WordLevelModel copy = Serialized.copy(model);

        assertThat(copy).isEqualTo(model);
        assertThat(ids(copy, "the")).containsExactly(2);
    }

    private static int[] ids(WordLevelModel model, String word) {
        byte[] utf8 = ("<" + word).getBytes(StandardCharsets.UTF_8);
        TokenList tokens = new TokenList();
        model.newWordTokens().encode(utf8, 1, utf8.length, tokens);
        return tokens.toIds();
    }
}
