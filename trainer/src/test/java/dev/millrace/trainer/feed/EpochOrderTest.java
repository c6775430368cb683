package dev.millrace.trainer.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EpochOrderTest {
    private static final int[] SIZES = {7, 0, 12, 5};

    @Test
    void holdsEverySequenceOnceAnEpoch() {
        EpochOrder order = new EpochOrder(11, SIZES);
        for (int epoch = 0; epoch < 5; epoch++) {
            List<EpochOrder.Place> places = places(order, epoch * 24L, 24);
            assertThat(new HashSet<>(places)).hasSize(24);
            assertThat(places).allMatch(place -> place.row() < SIZES[place.shard()]);
        }
    }

    @Test
    void differsByEpochAndSeed() {
        EpochOrder order = new EpochOrder(11, SIZES);
        assertThat(places(order, 0, 24)).isNotEqualTo(places(order, 24, 24));
        assertThat(places(order, 0, 24)).isNotEqualTo(places(new EpochOrder(12, SIZES), 0, 24));
    }

    @Test
    void isTheSameHoweverItIsAskedFor() {
        List<EpochOrder.Place> forward = places(new EpochOrder(11, SIZES), 0, 240);
        List<Long> numbers = new ArrayList<>(LongStream.range(0, 240).boxed().toList());
        Collections.shuffle(numbers, new Random(1));
        EpochOrder random = new EpochOrder(11, SIZES);
        for (long number : numbers) {
            assertThat(random.locate(number)).isEqualTo(forward.get((int) number));
        }
    }

    /** Pins the order: a change of it would make checkpoints go on with other data. */
    @Test
    void keepsItsOrderFromVersionToVersion() {
        assertThat(Shuffle.permutation(10, 42, 0)).containsExactly(7, 8, 9, 3, 0, 4, 1, 2, 6, 5);
    }

    @Test
    void spreadsEvenly() {
        int[] first = new int[5];
        for (int seed = 0; seed < 5000; seed++) {
            first[Shuffle.permutation(5, seed)[0]]++;
        }
        assertThat(Arrays.stream(first).boxed()).allMatch(count -> count > 850 && count < 1150);
    }

    @Test
    void refusesToHoldNothing() {
        assertThatThrownBy(() -> new EpochOrder(1, new int[] {0, 0}))
                .hasMessage("Invalid shards: they hold no sequences");
    }

    private static List<EpochOrder.Place> places(EpochOrder order, long first, int count) {
        return LongStream.range(first, first + count).mapToObj(order::locate).toList();
    }
}
