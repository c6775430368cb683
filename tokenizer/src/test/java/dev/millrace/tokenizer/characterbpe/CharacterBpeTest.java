package dev.millrace.tokenizer.characterbpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterBpeTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void mergesAsTheObviousWayDoes(long seed) {
        Random random = new Random(seed);
        // merges in any order: what they join may come to be by a later one
        CharacterBpe model = random(random, seed % 2 == 0);
        TokenModel.WordTokens words = model.newWordTokens();
        for (int length : List.of(0, 1, 2, 5, 40, 47, 48, 49, 60, 300, 3000)) {
            String word = random.ints(length, 'a', 'e')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            assertThat(encode(words, word)).isEqualTo(obvious(model, word));
        }
    }

    @Test
    void takesAWordOfOneCharacterOverAndOver() {
        CharacterBpe model = model(List.of("a", "aa", "aaaa", "aaaaa"), "a a", "aa aa", "aaaa a");
        TokenList out = new TokenList();
        byte[] word = "a".repeat(1_000_003).getBytes(StandardCharsets.UTF_8);
        model.newWordTokens().encode(word, 0, word.length, out);

        assertThat(out.size()).isEqualTo(250_002);
        assertThat(out.id(0)).isEqualTo(2);
        assertThat(out.end(out.size() - 1)).isEqualTo(word.length);
    }

    @Test
    void dropoutLeavesOutMergesBySeed() {
        CharacterBpe model = random(new Random(3), true);
        String word = "abcdabcdabcdabcdabcdabcd";

        assertThat(encode(model.withDropout(0).newSampledWordTokens(1).orElseThrow(), word))
                .isEqualTo(encode(model.newWordTokens(), word));
        assertThat(encode(model.withDropout(1).newSampledWordTokens(1).orElseThrow(), word))
                .hasSize(word.length());
        CharacterBpe half = model.withDropout(0.5);
        List<Integer> first = encode(half.newSampledWordTokens(7).orElseThrow(), word);
        assertThat(encode(half.newSampledWordTokens(7).orElseThrow(), word)).isEqualTo(first);
        assertThat(List.of(1L, 2L, 3L, 4L, 5L, 6L))
                .anySatisfy(seed -> assertThat(
                                encode(half.newSampledWordTokens(seed).orElseThrow(), word))
                        .isNotEqualTo(first));
    }

    @Test
    void refusesModelsThatContradictThemselves() {
        assertThatThrownBy(() -> model(List.of("a", "b"), "a b"))
                .hasMessage("merge 0 yields \"ab\", which is not in the vocabulary");
        assertThatThrownBy(() -> model(List.of("a", "a"))).hasMessage("ids 0 and 1 have the same token \"a\"");
        assertThatThrownBy(() -> new CharacterBpe(
                        List.of("a"), new int[0], new int[0], CharacterBpeSettings.sentencePiece("<unk>")))
                .hasMessage("the token for what is unknown, \"<unk>\", is not in the vocabulary");
    }

    @Test
    void staysTheSameWhenItIsSerialised() throws Exception {
        CharacterBpe model = random(new Random(5), false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(model);
        }
        CharacterBpe copy;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = (CharacterBpe) in.readObject();
        }

        assertThat(encode(copy.newWordTokens(), "abcdabbcca")).isEqualTo(encode(model.newWordTokens(), "abcdabbcca"));
    }

    private static CharacterBpe random(Random random, boolean inOrder) {
        List<String> vocabulary = new ArrayList<>(List.of("a", "b", "c", "d"));
        List<String> merges = new ArrayList<>();
        while (vocabulary.size() < 60) {
            String left = vocabulary.get(random.nextInt(vocabulary.size()));
            String right = vocabulary.get(random.nextInt(vocabulary.size()));
            if (!merges.contains(left + " " + right) && left.length() + right.length() < 12) {
                merges.add(left + " " + right);
                if (!vocabulary.contains(left + right)) {
                    vocabulary.add(left + right);
                }
            }
        }
        if (!inOrder) {
            java.util.Collections.shuffle(merges, random);
        }
        return model(vocabulary, merges.toArray(String[]::new));
    }

    private static CharacterBpe model(List<String> vocabulary, String... merges) {
        int[] left = Arrays.stream(merges)
                .mapToInt(merge -> vocabulary.indexOf(merge.split(" ")[0]))
                .toArray();
        int[] right = Arrays.stream(merges)
                .mapToInt(merge -> vocabulary.indexOf(merge.split(" ")[1]))
                .toArray();
        return new CharacterBpe(vocabulary, left, right, CharacterBpeSettings.plain());
    }

    private static List<Integer> encode(TokenModel.WordTokens words, String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        TokenList out = new TokenList();
        words.encode(utf8, 0, utf8.length, out);
        return Arrays.stream(out.toIds()).boxed().toList();
    }

    // again and again the leftmost of the pairs of lowest rank
    private static List<Integer> obvious(CharacterBpe model, String word) {
        Map<List<Integer>, Integer> ranks = new HashMap<>();
        for (int rank = 0; rank < model.merges(); rank++) {
            ranks.put(List.of(model.left(rank), model.right(rank)), rank);
        }
        List<Integer> ids = new ArrayList<>();
        word.chars().forEach(c -> ids.add(model.idOf(Character.toString(c)).orElseThrow()));
        while (true) {
            int best = -1;
            int lowest = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < ids.size(); i++) {
                int rank = ranks.getOrDefault(List.of(ids.get(i), ids.get(i + 1)), Integer.MAX_VALUE);
                if (rank < lowest) {
                    lowest = rank;
                    best = i;
                }
            }
            if (best < 0) {
                return ids;
            }
            String merged = model.token(ids.get(best)) + model.token(ids.get(best + 1));
            ids.set(best, model.idOf(merged).orElseThrow());
            ids.remove(best + 1);
        }
    }
}
