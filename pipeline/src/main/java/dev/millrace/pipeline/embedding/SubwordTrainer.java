package dev.millrace.pipeline.embedding;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Subword skip-grams with negative samples over sentences of word ids. Plain sequential steps: the same parameters,
 * sentences and seed give the same bits. Serialisable, so that executors can train pieces of a corpus.
 */
public final class SubwordTrainer implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Power of the counts by which negative samples are drawn, and size of the table they are drawn from. */
    private static final double NEGATIVE_POWER = .75;

    private final Settings settings;
    private final int[][] rows;
    private final double[] keep;
    private final double[] cumulative;

    /**
     * @param dimension of the vectors
     * @param window most words between a word and its context; each time a width up to it is drawn
     * @param negatives samples for each pair
     * @param subsample words of a larger share of the corpus are left out at times; 0: never
     * @param learningRate at first; falls to nought over all epochs
     */
    public record Settings(
            Subwords subwords, int dimension, int window, int negatives, double subsample, double learningRate)
            implements Serializable {
        public Settings {
            if (dimension < 1) {
                throw new IllegalArgumentException("Invalid dimension: " + dimension + " (must be > 0)");
            }
            if (window < 1) {
                throw new IllegalArgumentException("Invalid window: " + window + " (must be > 0)");
            }
            if (negatives < 1) {
                throw new IllegalArgumentException("Invalid negatives: " + negatives + " (must be > 0)");
            }
            if (!(subsample >= 0)) {
                throw new IllegalArgumentException("Invalid subsample: " + subsample + " (must not be below 0)");
            }
            if (!(learningRate > 0)) {
                throw new IllegalArgumentException("Invalid learning rate: " + learningRate + " (must be > 0)");
            }
        }
    }

    /**
     * Parameters.
     *
     * @param inputs [words + buckets, dimension]
     * @param outputs [words, dimension]
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
    public record Parameters(float[] inputs, float[] outputs) implements Serializable {
        public Parameters copy() {
            return new Parameters(inputs.clone(), outputs.clone());
        }
    }

    /** @param counts of the words in the corpus */
    public SubwordTrainer(List<String> words, long[] counts, Settings settings) {
        long inputs = (long) words.size() + settings.subwords().buckets();
        if (inputs * settings.dimension() > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException(
                    "Invalid dimension: " + settings.dimension() + " (too large for " + inputs + " words and buckets)");
        }
        this.settings = settings;
        rows = new int[words.size()][];
        keep = new double[words.size()];
        cumulative = new double[words.size()];
        double total = Arrays.stream(counts).sum();
        double sum = 0;
        for (int word = 0; word < rows.length; word++) {
            int[] buckets = settings.subwords().of(words.get(word));
            rows[word] = new int[buckets.length + 1];
            rows[word][0] = word;
            for (int i = 0; i < buckets.length; i++) {
                rows[word][i + 1] = words.size() + buckets[i];
            }
            // share f of the corpus is kept with √(t / f) + t / f
            double share = counts[word] / total;
            keep[word] = settings.subsample() == 0
                    ? 1
                    : StrictMath.sqrt(settings.subsample() / share) + settings.subsample() / share;
            sum += StrictMath.pow((double) counts[word], NEGATIVE_POWER);
            cumulative[word] = sum;
        }
    }

    /** Inputs from −1 to 1 by dimension, drawn by the seed; outputs nought. */
    public Parameters first(long seed) {
        int dimension = settings.dimension();
        float[] inputs = new float[(rows.length + settings.subwords().buckets()) * dimension];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) ((2 * random.nextDouble() - 1) / dimension);
        }
        return new Parameters(inputs, new float[rows.length * dimension]);
    }

    /**
     * Trains on a piece of the corpus once, changing the parameters.
     *
     * @param sentences words by id
     * @param from share of all training that is done before, 0 to 1
     * @param to share that is done after
     * @return the mean loss of a pair
     */
    public double train(Parameters parameters, List<int[]> sentences, double from, double to, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SkipGram step = new SkipGram(settings.dimension());
        double loss = 0;
        long pairs = 0;
        for (int number = 0; number < sentences.size(); number++) {
            double done = from + (to - from) * number / sentences.size();
            double rate = settings.learningRate() * (1 - done);
            int[] kept = subsampled(sentences.get(number), random);
            for (int at = 0; at < kept.length; at++) {
                int width = 1 + random.nextInt(settings.window());
                for (int near = Math.max(0, at - width); near <= Math.min(kept.length - 1, at + width); near++) {
                    if (near != at) {
                        loss += pair(parameters, step, kept[at], kept[near], rate, random);
                        pairs++;
                    }
                }
            }
        }
        return pairs == 0 ? 0 : loss / pairs;
    }

    private double pair(
            Parameters parameters, SkipGram step, int word, int context, double rate, SplittableRandom random) {
        step.read(parameters.inputs(), rows[word]);
        double loss = step.step(parameters.outputs(), context, 1, rate);
        for (int i = 0; i < settings.negatives(); i++) {
            int negative = sample(random);
            if (negative != context) {
                loss += step.step(parameters.outputs(), negative, 0, rate);
            }
        }
        step.write(parameters.inputs(), rows[word], rate);
        return loss;
    }

    private int[] subsampled(int[] sentence, SplittableRandom random) {
        int[] kept = new int[sentence.length];
        int count = 0;
        for (int word : sentence) {
            if (keep[word] >= 1 || random.nextDouble() < keep[word]) {
                kept[count++] = word;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private int sample(SplittableRandom random) {
        double draw = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, draw);
        return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
    }

    /** The mean of parameters, which are added in the order in which they come. */
    public static final class Mean {
        private final List<Parameters> sum = new ArrayList<>(1);
        private int count;

        public void add(Parameters parameters) {
            if (count == 0) {
                sum.add(parameters.copy());
            } else {
                add(sum.get(0).inputs(), parameters.inputs());
                add(sum.get(0).outputs(), parameters.outputs());
            }
            count++;
        }

        public Parameters parameters() {
            Parameters mean = sum.get(0).copy();
            scale(mean.inputs(), count);
            scale(mean.outputs(), count);
            return mean;
        }

        private static void add(float[] sum, float[] values) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
        }

        private static void scale(float[] values, int divisor) {
            for (int i = 0; i < values.length; i++) {
                values[i] /= divisor;
            }
        }
    }

    /** Mean of each word's rows: [words, dimension]. */
    public float[] vectors(Parameters parameters) {
        int dimension = settings.dimension();
        float[] vectors = new float[rows.length * dimension];
        for (int word = 0; word < rows.length; word++) {
            for (int i = 0; i < dimension; i++) {
                double sum = 0;
                for (int row : rows[word]) {
                    sum += parameters.inputs()[row * dimension + i];
                }
                vectors[word * dimension + i] = (float) (sum / rows[word].length);
            }
        }
        return vectors;
    }

    /** Vectors of the buckets alone. */
    public SubwordVectors subwords(Parameters parameters) {
        int dimension = settings.dimension();
        return SubwordVectors.of(
                settings.subwords(),
                Arrays.copyOfRange(parameters.inputs(), rows.length * dimension, parameters.inputs().length),
                dimension);
    }
}
