package dev.millrace.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class GradientTreeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 16, 31})
    void sumsToTheSameBitsInAnyOrder(int leaves) {
        float expected = slowTwin(leaves, 0, leaves);
        for (int seed = 0; seed < 20; seed++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, leaves).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            GradientTree tree = new GradientTree(leaves);
            order.forEach(leaf -> tree.add(leaf, vector(value(leaf))));
            assertThat(read(tree.root())).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 16, 31})
    void joinsTheSumsOfRanksToTheSameBits(int leaves) {
        float expected = slowTwin(leaves, 0, leaves);
        for (int ranks = 1; ranks <= leaves; ranks++) {
            GradientTree whole = new GradientTree(leaves);
            for (int rank = ranks - 1; rank >= 0; rank--) {
                int from = leaves * rank / ranks;
                int to = leaves * (rank + 1) / ranks;
                GradientTree own = new GradientTree(leaves);
                for (int leaf = from; leaf < to; leaf++) {
                    own.add(leaf, vector(value(leaf)));
                }
                assertThat(own.nodes()).hasSize(GradientTree.nodes(leaves, from, to));
                own.nodes().forEach(whole::add);
            }
            assertThat(read(whole.root())).containsExactly(expected);
        }
    }

    @Test
    void holdsNoMoreThanAPathOfSums() {
        GradientTree tree = new GradientTree(1024);
        for (int leaf = 0; leaf < 1024; leaf++) {
            tree.add(leaf, vector(1));
            assertThat(tree.nodes()).hasSizeLessThanOrEqualTo(10);
        }
        assertThat(read(tree.root())).containsExactly(1024);
    }

    @Test
    void refusesWhatCameTwiceIsMissingOrForeign() {
        GradientTree tree = new GradientTree(4);
        tree.add(0, vector(1));
        assertThatThrownBy(() -> tree.add(0, vector(1))).hasMessageContaining("came twice");
        assertThatThrownBy(tree::root).hasMessageContaining("Gradients of some of 4 micro-batches are missing");
        assertThatThrownBy(() -> tree.add(4, vector(1))).hasMessageContaining("beyond 4 micro-batches");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 16, 31})
    void letsOwnersHaveTheirPlaceBack(int leaves) {
        float expected = slowTwin(leaves, 0, leaves);
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<INDArray> places = List.of(vector(0), vector(0), vector(0));
            GradientTree tree = new GradientTree(leaves);
            for (int leaf = 0; leaf < leaves; leaf++) {
                INDArray place = places.get(random.nextInt(places.size()));
                tree.giveBack(place);
                FlatVectors.write(new float[] {value(leaf)}, place);
                tree.add(leaf, place);
            }
            assertThat(read(tree.root())).containsExactly(expected);
        }
    }

    @Test
    void usesItsArraysAgain() {
        GradientTree tree = new GradientTree(4);
        Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int batch = 0; batch < 10; batch++) {
            tree.clear();
            for (int leaf = 0; leaf < 3; leaf++) {
                tree.add(leaf, vector(1));
            }
            tree.nodes().forEach(node -> arrays.add(node.sum()));
            tree.add(3, vector(1));
            assertThat(read(tree.root())).containsExactly(4);
        }
        assertThat(arrays).hasSizeLessThanOrEqualTo(2);
    }

    private static float[] read(GradientSum sum) {
        float[] values = new float[sum.length()];
        sum.read(0, values.length, values);
        return values;
    }

    private static INDArray vector(float value) {
        INDArray vector = FlatVectors.create(1);
        FlatVectors.write(new float[] {value}, vector);
        return vector;
    }

    /** Of magnitudes so far apart that another order of additions gives other bits. */
    private static float value(int leaf) {
        return (float) (Math.sin(leaf + 1) * Math.pow(10, leaf % 7));
    }

    /** Recursively, from the definition. */
    private static float slowTwin(int leaves, int from, int to) {
        int width = 1;
        while (width < to - from) {
            width *= 2;
        }
        if (width == 1) {
            return value(from);
        }
        int middle = from + width / 2;
        return slowTwin(leaves, from, middle) + slowTwin(leaves, middle, to);
    }
}
