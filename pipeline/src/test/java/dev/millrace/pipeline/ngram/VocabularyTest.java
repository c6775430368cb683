package dev.millrace.pipeline.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void everyWordKeepsItsId() {
        SplittableRandom random = new SplittableRandom(5);
        Vocabulary.Builder builder = new Vocabulary.Builder();
        Map<String, Integer> ids = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String word = Long.toString(random.nextLong(5_000) * 7919, 36);
            boolean added = builder.add(word).isPresent();
            assertThat(added).isEqualTo(ids.putIfAbsent(word, ids.size() + 3) == null);
        }
        Vocabulary vocabulary = builder.build();
        assertThat(vocabulary.size()).isEqualTo(ids.size() + 3);
        ids.forEach((word, id) -> {
            assertThat(vocabulary.id(word)).isEqualTo(id);
            assertThat(vocabulary.word(id)).isEqualTo(word);
        });
        assertThat(vocabulary.id("never")).isEqualTo(Vocabulary.UNKNOWN);
    }

    @Test
    void textThatLooksSpecialIsUnknown() {
        Vocabulary.Builder builder = new Vocabulary.Builder();
        assertThat(builder.add("<s>")).isEmpty();
        assertThat(builder.add("a")).contains(3);
        Vocabulary vocabulary = builder.build();
        assertThat(vocabulary.id("<s>")).isEqualTo(Vocabulary.UNKNOWN);
        assertThat(vocabulary.id("</s>")).isEqualTo(Vocabulary.UNKNOWN);
        assertThat(vocabulary.word(Vocabulary.END)).isEqualTo("</s>");
        assertThatThrownBy(() -> builder.add("")).hasMessage("Invalid word: \"\" (must not be empty)");
    }
}
