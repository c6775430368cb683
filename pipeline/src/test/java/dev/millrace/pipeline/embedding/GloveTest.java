package dev.millrace.pipeline.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GloveTest {
    private static final Glove.Settings SETTINGS = new Glove.Settings(10, .75, .05);

    private static Cooccurrences pairs(int words, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Cooccurrences pairs = new Cooccurrences();
        for (int word = 0; word < words; word++) {
            for (int context = 0; context < words; context++) {
                pairs.add(word, context, .5 + random.nextInt(30));
            }
        }
        return pairs;
    }

    @Test
    void theGradientIsThatOfTheLoss() {
        Cooccurrences pairs = pairs(4, 2);
        Glove glove = new Glove(4, 3, SETTINGS, 7);
        double[] gradient = glove.gradient(pairs);
        double[] parameters = glove.parameters();
        double h = 1e-5;
        for (int i = 0; i < parameters.length; i++) {
            double at = parameters[i];
            parameters[i] = at + h;
            double above = glove.loss(pairs);
            parameters[i] = at - h;
            double below = glove.loss(pairs);
            parameters[i] = at;
            assertThat(gradient[i]).isCloseTo((above - below) / (2 * h), within(1e-7));
        }
    }

    /** One pair: the step is that of AdaGrad by hand, from the gradient above. */
    @Test
    void aStepIsAdaGrads() {
        Cooccurrences pair = new Cooccurrences();
        pair.add(1, 0, 4);
        Glove glove = new Glove(2, 2, SETTINGS, 3);
        double[] before = glove.parameters().clone();
        double[] gradient = glove.gradient(pair);
        glove.train(pair, 1, 1, epoch -> {});
        for (int i = 0; i < before.length; i++) {
            assertThat(glove.parameters()[i]).isCloseTo(before[i] - .05 * gradient[i], within(1e-15));
        }
    }

    @Test
    void learnsTheCountsAndTheSameTwice() {
        Cooccurrences pairs = pairs(6, 5);
        Glove glove = new Glove(6, 8, SETTINGS, 1);
        double first = glove.loss(pairs);
        glove.train(pairs, 300, 1, epoch -> {});
        assertThat(glove.loss(pairs)).isLessThan(first / 100);
        Glove again = new Glove(6, 8, SETTINGS, 1);
        again.train(pairs, 300, 1, epoch -> {});
        assertThat(again.vectors()).isEqualTo(glove.vectors());
    }
}
