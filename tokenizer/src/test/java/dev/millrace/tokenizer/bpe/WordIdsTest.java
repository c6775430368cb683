package dev.millrace.tokenizer.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.text.ByteSpelling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordIdsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void makesTheTokensThatMergesMake(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            BpeModel model = learned(random);
            assertThat(MergeForest.of(model)).isPresent();
            assertThat(mismatches(model, random)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void makesThemWhateverTheOrderOfMerges(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            assertThat(mismatches(shuffled(random), random)).isEmpty();
        }
    }

    @Test
    void takesAnotherWayWhereAMergeJoinsWhatALaterOneMakes() {
        List<String> vocabulary = Merges.alphabet();
        vocabulary.addAll(List.of("ab", "abc"));
        int a = vocabulary.indexOf("a");
        BpeModel model = BpeModel.of(vocabulary, new int[] {256, a}, new int[] {a + 2, a + 1});

        assertThat(MergeForest.of(model)).isEmpty();
        assertThat(ids(WordIdsFactory.of(model).create(), "abcab".getBytes(StandardCharsets.US_ASCII)))
                .containsExactly(257, 256);
    }

    @Test
    void refusesBytesThatTheVocabularyLacks() {
        List<String> vocabulary = Merges.alphabet();
        vocabulary.remove("ÿ");
        WordIds words = WordIdsFactory.of(BpeModel.of(vocabulary, new int[0], new int[0]))
                .create();

        assertThatThrownBy(() -> ids(words, new byte[] {'a', -1}))
                .hasMessage("byte 0xFF has no token in the vocabulary, as text never has it");
    }

    /** Words whose ids are not those of the obvious way. */
    private static List<String> mismatches(BpeModel model, Random random) {
        ObviousMerges obvious = new ObviousMerges(model);
        WordIds words = WordIdsFactory.of(model).create();
        List<String> mismatches = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] word = word(random, 1 + random.nextInt(i < 36 ? 16 : 150));
            List<String> tokens =
                    Arrays.stream(ids(words, word)).mapToObj(model::token).toList();
            if (!tokens.equals(obvious.tokens(word))) {
                mismatches.add(obvious.tokens(word) + " but " + tokens + " by " + Merges.of(model));
            }
        }
        return mismatches;
    }

    private static int[] ids(WordIds words, byte[] word) {
        IdBuffer ids = new IdBuffer();
        words.append(Arrays.copyOf(word, word.length + 16), 0, word.length, ids);
        return ids.take();
    }

    private static byte[] word(Random random, int length) {
        byte[] word = new byte[length];
        int letters = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            word[i] = (byte) "abc\u00e9".charAt(random.nextInt(letters));
        }
        return word;
    }

    /** Merges as a trainer would find them: of tokens that stand side by side in some word after the merges before. */
    private static BpeModel learned(Random random) {
        List<String> vocabulary = Merges.alphabet();
        int merges = 1 + random.nextInt(80);
        int[] left = new int[merges];
        int[] right = new int[merges];
        Set<List<Integer>> pairs = new HashSet<>();
        int made = 0;
        for (int tries = 0; made < merges && tries < 500; tries++) {
            ObviousMerges soFar =
                    new ObviousMerges(BpeModel.of(vocabulary, Arrays.copyOf(left, made), Arrays.copyOf(right, made)));
            List<String> tokens = soFar.tokens(word(random, 40));
            int at = random.nextInt(tokens.size());
            if (at + 1 < tokens.size()) {
                left[made] = vocabulary.indexOf(tokens.get(at));
                right[made] = vocabulary.indexOf(tokens.get(at + 1));
                String joined = tokens.get(at) + tokens.get(at + 1);
                if (pairs.add(List.of(left[made], right[made]))) {
                    made++;
                    if (!vocabulary.contains(joined)) {
                        vocabulary.add(joined);
                    }
                }
            }
        }
        return BpeModel.of(vocabulary, Arrays.copyOf(left, made), Arrays.copyOf(right, made));
    }

    /** Any merges of tokens into tokens, several into the same one among them, in any order. */
    private static BpeModel shuffled(Random random) {
        List<String> vocabulary = Merges.alphabet();
        for (int i = random.nextInt(40); i >= 0; i--) {
            String token = ByteSpelling.spell(word(random, 2 + random.nextInt(4)));
            if (!vocabulary.contains(token)) {
                vocabulary.add(token);
            }
        }
        List<int[]> pairs = new ArrayList<>();
        for (String token : vocabulary) {
            for (int cut = 1; cut < token.length(); cut++) {
                int left = vocabulary.indexOf(token.substring(0, cut));
                int right = vocabulary.indexOf(token.substring(cut));
                if (left >= 0 && right >= 0 && random.nextInt(4) > 0) {
                    pairs.add(random.nextInt(pairs.size() + 1), new int[] {left, right});
                }
            }
        }
        return BpeModel.of(
                vocabulary,
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray());
    }
}
