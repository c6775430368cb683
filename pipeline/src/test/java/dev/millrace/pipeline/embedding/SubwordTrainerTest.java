package dev.millrace.pipeline.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.pipeline.embedding.SubwordTrainer.Parameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class SubwordTrainerTest {
    private static final int DIMENSION = 6;

    /** fastText's hash of n-grams, by hand: FNV-1a of the bytes. */
    @Test
    void ngramsAreThoseOfTheBracketedWord() {
        int buckets = 9_999_991;
        assertThat(new Subwords(3, 4, buckets).of("ab"))
                .containsExactly(hash("<ab", buckets), hash("<ab>", buckets), hash("ab>", buckets));
        assertThat(new Subwords(1, 1, buckets).of("ab")).containsExactly(hash("a", buckets), hash("b", buckets));
        assertThat(new Subwords(3, 6, buckets).of("")).isEmpty();
        assertThat(new Subwords(2, 2, buckets).of("é")).containsExactly(hash("<é", buckets), hash("é>", buckets));
    }

    private static int hash(String text, int buckets) {
        int hash = (int) 2166136261L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash ^= b;
            hash *= 16777619;
        }
        return (int) (Integer.toUnsignedLong(hash) % buckets);
    }

    /** Loss of a word and its labelled output rows, straight from the formula. */
    private static double loss(float[] inputs, float[] outputs, int[] rows, int[] targets) {
        double loss = 0;
        for (int t = 0; t < targets.length; t++) {
            double dot = 0;
            for (int i = 0; i < DIMENSION; i++) {
                double hidden = 0;
                for (int row : rows) {
                    hidden += inputs[row * DIMENSION + i];
                }
                dot += hidden / rows.length * outputs[targets[t] * DIMENSION + i];
            }
            loss -= Math.log(1 / (1 + Math.exp(t == 0 ? -dot : dot)));
        }
        return loss;
    }

    @Test
    void theGradientIsThatOfTheLoss() {
        SplittableRandom random = new SplittableRandom(4);
        float[] inputs = new float[5 * DIMENSION];
        float[] outputs = new float[4 * DIMENSION];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble(-1, 1);
        }
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) random.nextDouble(-1, 1);
        }
        int[] rows = {0, 3, 4};
        int[] targets = {1, 0, 2};
        SkipGram step = new SkipGram(DIMENSION);
        step.read(inputs, rows);
        double rate = 1e-3;
        float[] moved = outputs.clone();
        double loss = 0;
        for (int t = 0; t < targets.length; t++) {
            loss += step.step(moved, targets[t], t == 0 ? 1 : 0, rate);
        }
        assertThat(loss).isCloseTo(loss(inputs, outputs, rows, targets), within(1e-9));
        float h = 1f / 256;
        for (int i = 0; i < outputs.length; i++) {
            double slope = slope(outputs, i, h, () -> loss(inputs, outputs, rows, targets));
            assertThat((outputs[i] - moved[i]) / rate).isCloseTo(slope, within(1e-4));
        }
        for (int row : rows) {
            for (int i = 0; i < DIMENSION; i++) {
                double slope = slope(inputs, row * DIMENSION + i, h, () -> loss(inputs, outputs, rows, targets));
                // the mean's gradient is that of a row, times the rows
                assertThat(step.gradient()[i]).isCloseTo(rows.length * slope, within(1e-5));
            }
        }
    }

    /** Exact in float, as h is a power of 2 and the values are below 1. */
    private static double slope(float[] values, int at, float h, DoubleSupplier loss) {
        float value = values[at];
        values[at] = value + h;
        double width = values[at];
        double above = loss.getAsDouble();
        values[at] = value - h;
        width -= values[at];
        double below = loss.getAsDouble();
        values[at] = value;
        return (above - below) / width;
    }

    /** Two topics that never meet; the words of a topic share an ending. */
    @Test
    void wordsOfATopicComeTogetherAlsoUnknownOnes() throws IOException {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            words.add((char) ('a' + i) + "x" + (i < 10 ? "wheel" : "grain"));
        }
        long[] counts = new long[20];
        SplittableRandom random = new SplittableRandom(8);
        List<int[]> sentences = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int topic = i % 2 * 10;
            int[] sentence = random.ints(8, topic, topic + 10).toArray();
            for (int word : sentence) {
                counts[word]++;
            }
            sentences.add(sentence);
        }
        SubwordTrainer trainer = new SubwordTrainer(
                words, counts, new SubwordTrainer.Settings(new Subwords(3, 5, 500), 16, 4, 5, 0, .05));
        Parameters parameters = trainer.first(1);
        double first = trainer.train(parameters, sentences, 0, .2, 1);
        double last = 0;
        for (int epoch = 1; epoch < 5; epoch++) {
            last = trainer.train(parameters, sentences, epoch / 5., (epoch + 1) / 5., epoch);
        }
        assertThat(last).isLessThan(first);
        WordVectors vectors = new WordVectors(words, trainer.vectors(parameters), 16);
        double near = 0;
        double far = 0;
        for (int i = 0; i < 9; i++) {
            float[] word = vectors.vector(i);
            near += WordVectors.cosine(word, vectors.vector(i + 1)) / 9;
            far += WordVectors.cosine(word, vectors.vector(i + 10)) / 9;
        }
        assertThat(near).isGreaterThan(far + .3);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        trainer.subwords(parameters).write(out);
        SubwordVectors again = SubwordVectors.read(new ByteArrayInputStream(out.toByteArray()), "s.txt");
        float[] unknown = again.vector("zzwheel").orElseThrow();
        assertThat(unknown)
                .isEqualTo(trainer.subwords(parameters).vector("zzwheel").orElseThrow());
        assertThat(WordVectors.cosine(unknown, vectors.vector(3)))
                .isGreaterThan(WordVectors.cosine(unknown, vectors.vector(13)) + .3);
        assertThat(again.vector("")).isEmpty();
    }

    @Test
    void refusesWhatHoldsNoSubwords() {
        for (String text : List.of("0 2\n", "1 2\na 1 2\n", "2 1\n3-6-10 0\n10 1\n", "2 1\n3-6-999999999 0\n1 1\n")) {
            assertThatThrownBy(() -> SubwordVectors.read(
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "s.txt"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("s.txt: holds no vectors of subwords: ");
        }
    }

    @Test
    void averagesParametersInTheirOrder() {
        SubwordTrainer.Mean mean = new SubwordTrainer.Mean();
        mean.add(new Parameters(new float[] {1, 2}, new float[] {3}));
        mean.add(new Parameters(new float[] {3, 2}, new float[] {0}));
        assertThat(mean.parameters().inputs()).containsExactly(2, 2);
        assertThat(mean.parameters().outputs()).containsExactly(1.5f);
    }
}
