package dev.millrace.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.pipeline.spark.HeldOut.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldOutTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void areaIsTheShareOfPairsInOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Scored> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(new Scored(random.nextInt(12) / 11.0, random.nextInt(3) == 0));
        }
        double ordered = 0;
        int pairs = 0;
        for (Scored good : all) {
            for (Scored bad : all) {
                if (good.wanted() && !bad.wanted()) {
                    pairs++;
                    ordered += good.score() > bad.score() ? 1 : good.score() == bad.score() ? .5 : 0;
                }
            }
        }
        assertThat(HeldOut.measure(all).get("auc")).isCloseTo(ordered / pairs, within(1e-12));
    }

    @Test
    void countsDocumentsOnTheRightSide() {
        assertThat(HeldOut.measure(List.of(
                        new Scored(.9, true), new Scored(.5, true), new Scored(.6, false), new Scored(.1, true))))
                .containsEntry("accuracy", .5)
                .containsEntry("precision", 2 / 3.0)
                .containsEntry("recall", 2 / 3.0);
        assertThat(HeldOut.measure(List.of())).containsEntry("auc", .5).containsEntry("accuracy", 0.0);
    }
}
