package dev.millrace.tokenizer.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.bpe.WordCounts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordLevelTrainerTest {
    private static final List<String> SPECIAL = List.of("[PAD]", "<unk>");
    private final WordCounts counts = WordCounts.gpt2();

    @Test
    void takesTheMostFrequentWordsFirstAndSortsEqualsByTheWord() {
        count("b", 3);
        count("a", 3);
        count("z", 7);
        count("\ud83d\ude00", 3);
        count("\uffee", 3);

        assertThat(trained(20, 1)).containsExactly("[PAD]", "<unk>", "z", "a", "b", "\uffee", "\ud83d\ude00");
    }

    @Test
    void leavesRareWordsOut() {
        count("often", 3);
        count("twice", 2);
        count("once", 1);

        assertThat(trained(20, 2)).containsExactly("[PAD]", "<unk>", "often", "twice");
    }

    @Test
    void stopsAtTheVocabularySize() {
        count("a", 3);
        count("b", 2);
        count("c", 1);

        assertThat(trained(4, 1)).containsExactly("[PAD]", "<unk>", "a", "b");
    }

    @Test
    void givesAWordThatIsASpecialTokenNoSecondId() {
        count("<unk>", 9);
        count("a", 1);

        assertThat(trained(20, 1)).containsExactly("[PAD]", "<unk>", "a");
    }

    @Test
    void yieldsSpecialTokensAloneWithoutWords() {
        assertThat(trained(20, 1)).isEqualTo(SPECIAL);
    }

    @Test
    void rejectsSettingsThatLeaveNoRoom() {
        assertThatThrownBy(() -> trained(2, 1)).hasMessageContaining("Invalid vocabulary size: 2 (must be > 2");
        assertThatThrownBy(() -> trained(9, 0)).hasMessageContaining("Invalid minimum frequency: 0 (must be > 0)");
        assertThatThrownBy(() -> new WordLevelTrainer.Settings(9, 1, List.of("a", "a"), "a"))
                .hasMessageContaining("none may be empty or given twice");
    }

    private void count(String word, long count) {
        counts.add(word.getBytes(StandardCharsets.UTF_8), count);
    }

    private List<String> trained(int size, long minimum) {
        WordLevelModel model = WordLevelTrainer.train(
                counts, new WordLevelTrainer.Settings(size, minimum, SPECIAL, WordLevelModel.USUAL_UNKNOWN));
        List<String> tokens = new ArrayList<>();
        for (int id = 0; id < model.size(); id++) {
            tokens.add(model.token(id));
        }
        return tokens;
    }
}
