package dev.millrace.tokenizer.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordMergerTest {
    private static final int LETTERS = 4;
    private static final int MERGES = 60;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void mergesShortAndLongWordsAsTheObviousWayDoes(int seed) {
        Random random = new Random(seed);
        int[][] pairs = randomMerges(random);
        PairRanks ranks = new PairRanks(MERGES);
        int[] merged = new int[MERGES];
        for (int rank = 0; rank < MERGES; rank++) {
            ranks.put(pairs[rank][0], pairs[rank][1], rank);
            merged[rank] = LETTERS + rank;
        }
        WordMerger merger = new WordMerger(ranks, merged);
        for (int length = 1; length < 300; length++) {
            int[] word =
                    random.ints(length, 0, random.nextBoolean() ? LETTERS : 1).toArray();
            List<Integer> expected = obviously(word, pairs);

            int[] ids = word.clone();
            assertThat(prefix(ids, merger.merge(ids, 0, length))).isEqualTo(expected);
            ids = word.clone();
            assertThat(prefix(ids, LongWord.merge(ids, 0, length, 1, ranks, merged)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void mergesAWordOfAMillionLetters() {
        PairRanks ranks = new PairRanks(2);
        ranks.put(0, 0, 0);
        ranks.put(1, 1, 1);
        int[] ids = new int[1 << 20];

        int count = new WordMerger(ranks, new int[] {1, 2}).merge(ids, 0, ids.length);

        assertThat(count).isEqualTo(1 << 18);
        assertThat(ids[count - 1]).isEqualTo(2);
    }

    private static int[][] randomMerges(Random random) {
        int[][] pairs = new int[MERGES][];
        List<Integer> seen = new ArrayList<>();
        for (int rank = 0; rank < MERGES; rank++) {
            int left;
            int right;
            do {
                left = random.nextInt(LETTERS + rank);
                right = random.nextInt(LETTERS + rank);
            } while (seen.contains(left * 1000 + right));
            seen.add(left * 1000 + right);
            pairs[rank] = new int[] {left, right};
        }
        return pairs;
    }

    private static List<Integer> obviously(int[] word, int[][] pairs) {
        List<Integer> ids = new ArrayList<>();
        for (int id : word) {
            ids.add(id);
        }
        int rank = 0;
        while (rank < pairs.length) {
            int at = 0;
            while (at + 1 < ids.size() && !(ids.get(at) == pairs[rank][0] && ids.get(at + 1) == pairs[rank][1])) {
                at++;
            }
            if (at + 1 < ids.size()) {
                ids.set(at, LETTERS + rank);
                ids.remove(at + 1);
                rank = 0;
            } else {
                rank++;
            }
        }
        return ids;
    }

    private static List<Integer> prefix(int[] ids, int count) {
        List<Integer> prefix = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            prefix.add(ids[i]);
        }
        return prefix;
    }
}
