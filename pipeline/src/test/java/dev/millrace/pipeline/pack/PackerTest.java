package dev.millrace.pipeline.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tokenizer.shard.PackedSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackerTest {
    private static final int END = 0;

    @Test
    void overlapsByOneTokenAndFillsTheLastSequence() {
        assertThat(pack(3, new int[] {5, 6, END}, new int[] {7, 8, 9, END}))
                .containsExactly(
                        new PackedSequence(new int[] {5, 6, END, 7}, new int[] {0, 3}, 4),
                        new PackedSequence(new int[] {7, 8, 9, END}, new int[] {0}, 4));
        assertThat(pack(3, new int[] {5, 6, 7, 8, END}))
                .containsExactly(
                        new PackedSequence(new int[] {5, 6, 7, 8}, new int[] {0}, 4),
                        new PackedSequence(new int[] {8, END, END, END}, new int[] {}, 2));
    }

    @Test
    void aBinOfOneTokenIsOneSequenceAndAnEmptyBinIsNone() {
        assertThat(pack(4, new int[] {END}))
                .containsExactly(new PackedSequence(new int[] {END, END, END, END, END}, new int[] {0}, 1));
        assertThat(pack(4)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyTokenIsThereOnceInOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int context = 1 + random.nextInt(17);
        int[][] documents = new int[1 + random.nextInt(40)][];
        List<Integer> expected = new ArrayList<>();
        for (int d = 0; d < documents.length; d++) {
            documents[d] = random.ints(random.nextInt(50), 1, 99).toArray();
            documents[d] = Arrays.copyOf(documents[d], documents[d].length + 1);
            Arrays.stream(documents[d]).forEach(expected::add);
        }
        List<Integer> tokens = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (PackedSequence sequence : pack(context, documents)) {
            int overlap = tokens.isEmpty() ? 0 : 1;
            for (int start : sequence.documentStarts()) {
                int at = tokens.size() - overlap + start;
                if (!starts.contains(at)) {
                    starts.add(at);
                }
            }
            for (int i = overlap; i < sequence.length(); i++) {
                tokens.add(sequence.inputIds()[i]);
            }
            assertThat(sequence.inputIds()).hasSize(context + 1);
        }
        assertThat(tokens).isEqualTo(expected);
        assertThat(starts).hasSize(documents.length);
        int at = 0;
        for (int d = 0; d < documents.length; d++) {
            assertThat(starts.get(d)).isEqualTo(at);
            at += documents[d].length;
        }
    }

    private static List<PackedSequence> pack(int context, int[]... documents) {
        List<PackedSequence> sequences = new ArrayList<>();
        new Packer(List.of(documents).iterator(), context, END).forEachRemaining(sequences::add);
        return sequences;
    }
}
