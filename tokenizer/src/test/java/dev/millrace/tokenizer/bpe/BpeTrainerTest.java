package dev.millrace.tokenizer.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.added.AddedToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BpeTrainerTest {
    private static final String END = "<|endoftext|>";

    @Test
    void mergesTheMostFrequentPairThenTheOneOfSmallerIds() {
        // counts: h+u 15, u+g 20, p+u 17, u+n 16, b+u 4, g+s 5; the classic example of the Hugging Face course
        WordCounts counts = WordCounts.gpt2();
        add(counts, "hug", 10);
        add(counts, "pug", 5);
        add(counts, "pun", 12);
        add(counts, "bun", 4);
        add(counts, "hugs", 5);

        BpeTokenizer tokenizer = train(counts, 256 + 3, 1);

        assertThat(Merges.of(tokenizer.model())).containsExactly("u g", "u n", "h ug");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void learnsWhatTheObviousTrainerLearns(int seed) {
        Random random = new Random(seed);
        WordCounts counts = randomCounts(random, 1 + random.nextInt(3));
        List<String> expected = new ObviousTrainer(counts, Merges.alphabet()).train(60, ObviousTrainer.smallerIds());

        assertThat(Merges.of(train(counts, 256 + 60, 1).model()))
                .isEqualTo(expected)
                .isNotEmpty();
    }

    @Test
    void doesNotDependOnTheOrderOfTheCorpus() {
        List<String> texts = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            texts.add(randomWord(random, 4) + " " + randomWord(random, 4) + "\n");
        }
        WordCounts inOrder = WordCounts.gpt2();
        texts.forEach(inOrder::add);
        Collections.shuffle(texts, random);
        WordCounts first = WordCounts.gpt2();
        WordCounts second = WordCounts.gpt2();
        texts.subList(0, 90).forEach(first::add);
        texts.subList(90, 200).forEach(second::add);
        second.merge(first);

        assertThat(train(second, 400, 1).fingerprint())
                .isEqualTo(train(inOrder, 400, 1).fingerprint());
    }

    @Test
    void givesSpecialTokensTheFirstIdsAndBytesTheNext() {
        BpeTokenizer tokenizer =
                BpeTrainer.train(WordCounts.gpt2(), new BpeTrainer.Settings(300, 1, List.of(END, "<pad>")), n -> {});

        assertThat(tokenizer.idOf(END)).hasValue(0);
        assertThat(tokenizer.idOf("<pad>")).hasValue(1);
        assertThat(tokenizer.idOf("!")).hasValue(2);
        assertThat(tokenizer.idOf("Ń")).hasValue(257);
        assertThat(tokenizer.addedTokens()).containsExactly(AddedToken.special(0, END), AddedToken.special(1, "<pad>"));
    }

    @Test
    void trainsOnNothing() {
        BpeTokenizer tokenizer = train(WordCounts.gpt2(), 1000, 1);

        assertThat(tokenizer.vocabularySize()).isEqualTo(256);
        assertThat(tokenizer.decode(tokenizer.encode("né"))).isEqualTo("né");
        assertThat(tokenizer.encode("né")).hasSize(3);
    }

    @Test
    void learnsFewerMergesThanAskedWhereTheCorpusHasNoMore() {
        WordCounts counts = WordCounts.gpt2();
        counts.add("aaaa b");

        assertThat(Merges.of(train(counts, 1000, 1).model())).containsExactly("a a", "Ġ b", "aa aa");
    }

    @Test
    void stopsAtTheMinimumFrequency() {
        WordCounts counts = WordCounts.gpt2();
        add(counts, "ab", 3);
        add(counts, "cd", 2);

        assertThat(Merges.of(train(counts, 1000, 3).model())).containsExactly("a b");
    }

    @Test
    void neverMergesTextIntoASpecialToken() {
        WordCounts counts = WordCounts.gpt2();
        add(counts, "pad", 9);
        add(counts, "pa", 9);

        BpeTokenizer tokenizer = BpeTrainer.train(counts, new BpeTrainer.Settings(300, 1, List.of("pad")), n -> {});

        assertThat(Merges.of(tokenizer.model())).containsExactly("p a");
        assertThat(tokenizer.decode(tokenizer.encode("pad"))).isEqualTo("pad");
        assertThat(tokenizer.encode("pad")).hasSize(2);
    }

    @Test
    void mergesWithinOneVeryLongWord() {
        // every merge would walk the whole word again if it were not for the pairs' places
        WordCounts counts = WordCounts.gpt2();
        counts.add("a".repeat(1 << 20));
        StringBuilder letters = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 300_000; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        counts.add(letters.toString());

        BpeTokenizer tokenizer = train(counts, 3000, 1);

        assertThat(tokenizer.vocabularySize()).isEqualTo(3000);
        assertThat(Merges.of(tokenizer.model()).subList(0, 3)).containsExactly("a a", "aa aa", "aaaa aaaa");
    }

    @Test
    void tellsItsProgress() {
        WordCounts counts = WordCounts.gpt2();
        add(counts, "abc", 2);
        List<Long> progress = new ArrayList<>();

        BpeTrainer.train(counts, new BpeTrainer.Settings(300, 1, List.of()), progress::add);

        assertThat(progress).containsExactly(257L, 258L);
    }

    @Test
    void refusesCountsThatCannotBeSummed() {
        WordCounts counts = WordCounts.gpt2();
        add(counts, "ab", Long.MAX_VALUE);
        add(counts, "abc", Long.MAX_VALUE);

        assertThatThrownBy(() -> train(counts, 300, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Counts of words are too large to be summed");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new BpeTrainer.Settings(256, 1, List.of(END)))
                .hasMessage("Invalid vocabulary size: 256 (must be >= 257: 256 bytes and 1 special tokens)");
        assertThatThrownBy(() -> new BpeTrainer.Settings(300, 0, List.of()))
                .hasMessage("Invalid minimum frequency: 0 (must be > 0)");
        assertThatThrownBy(() -> new BpeTrainer.Settings(300, 1, List.of(END, END)))
                .hasMessage("Invalid special token: \"<|endoftext|>\" (must be longer than one byte's character and"
                        + " given once)");
        assertThatThrownBy(() -> new BpeTrainer.Settings(300, 1, List.of("a")))
                .hasMessageStartingWith("Invalid special token: \"a\"");
    }

    private static BpeTokenizer train(WordCounts counts, int vocabularySize, long minimumFrequency) {
        return BpeTrainer.train(counts, new BpeTrainer.Settings(vocabularySize, minimumFrequency, List.of()), n -> {});
    }

    private static WordCounts randomCounts(Random random, int letters) {
        WordCounts counts = WordCounts.gpt2();
        for (int i = 0; i < 40; i++) {
            add(counts, randomWord(random, letters), 1 + random.nextInt(5));
        }
        return counts;
    }

    private static String randomWord(Random random, int letters) {
        StringBuilder word = new StringBuilder();
        for (int length = 1 + random.nextInt(12); length > 0; length--) {
            word.append((char) ('a' + random.nextInt(letters)));
        }
        return word.toString();
    }

    private static void add(WordCounts counts, String word, long count) {
        counts.add(word.getBytes(StandardCharsets.UTF_8), count);
    }
}
