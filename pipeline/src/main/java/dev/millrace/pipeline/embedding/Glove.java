package dev.millrace.pipeline.embedding;

import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * GloVe (Pennington, Socher and Manning, 2014): least squares on the logarithms of co-occurrence counts, by AdaGrad in
 * 64-bit numbers, pair after pair in an order that the seed decides.
 *
 * <p>J = ½ Σ f(x) (w·c + b + d − ln x)², f(x) = min(1, (x / maximum)^exponent).
 */
public final class Glove {
    private final Settings settings;
    private final int dimension;
    private final int words;

    /** θ: for words, then for contexts, [words, dimension + 1], the last column the bias. */
    private final double[] parameters;

    /** Sums of squared gradients, which begin at 1 as in the authors' program. */
    private final double[] squares;

    /**
     * @param maximum count from which on all weigh the same
     * @param exponent of the weight below it
     * @param learningRate of AdaGrad
     */
    public record Settings(double maximum, double exponent, double learningRate) {
        public Settings {
            if (!(maximum > 0)) {
                throw new IllegalArgumentException("Invalid maximum: " + maximum + " (must be > 0)");
            }
            if (!(exponent >= 0)) {
                throw new IllegalArgumentException("Invalid exponent: " + exponent + " (must not be below 0)");
            }
            if (!(learningRate > 0)) {
                throw new IllegalArgumentException("Invalid learning rate: " + learningRate + " (must be > 0)");
            }
        }
    }

    /** Begins with numbers from −½ to ½ by dimension, drawn by the seed. */
    public Glove(int words, int dimension, Settings settings, long seed) {
        if ((long) words * (dimension + 1) * 2 > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException(
                    "Invalid dimension: " + dimension + " (too large for " + words + " words)");
        }
        this.words = words;
        this.dimension = dimension;
        this.settings = settings;
        this.parameters = new double[2 * words * (dimension + 1)];
        this.squares = new double[parameters.length];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (random.nextDouble() - .5) / dimension;
            squares[i] = 1;
        }
    }

    /**
     * Goes through all pairs so many times.
     *
     * @param done is told the epochs that are done
     */
    public void train(Cooccurrences pairs, int epochs, long seed, IntConsumer done) {
        int[] order = new int[pairs.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int epoch = 1; epoch <= epochs; epoch++) {
            shuffle(order, new SplittableRandom(seed + epoch));
            for (int pair : order) {
                step(pairs.word(pair), pairs.context(pair), pairs.count(pair));
            }
            done.accept(epoch);
        }
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[other];
            order[other] = held;
        }
    }

    private void step(int word, int context, double count) {
        int w = word * (dimension + 1);
        int c = (words + context) * (dimension + 1);
        double slope = slope(w, c, count);
        for (int i = 0; i < dimension; i++) {
            double gradientW = slope * parameters[c + i];
            double gradientC = slope * parameters[w + i];
            update(w + i, gradientW);
            update(c + i, gradientC);
        }
        update(w + dimension, slope);
        update(c + dimension, slope);
    }

    private void update(int at, double gradient) {
        parameters[at] -= settings.learningRate() * gradient / Math.sqrt(squares[at]);
        squares[at] += gradient * gradient;
    }

    /** ∂J / ∂(w·c + b + d) of a pair. */
    private double slope(int w, int c, double count) {
        return weight(count) * difference(w, c, count);
    }

    private double weight(double count) {
        return count < settings.maximum() ? StrictMath.pow(count / settings.maximum(), settings.exponent()) : 1;
    }

    private double difference(int w, int c, double count) {
        double sum = parameters[w + dimension] + parameters[c + dimension] - StrictMath.log(count);
        for (int i = 0; i < dimension; i++) {
            sum += parameters[w + i] * parameters[c + i];
        }
        return sum;
    }

    double[] parameters() {
        return parameters;
    }

    /** J by pair. */
    public double meanLoss(Cooccurrences pairs) {
        return pairs.size() == 0 ? 0 : loss(pairs) / pairs.size();
    }

    /** J of all pairs. */
    double loss(Cooccurrences pairs) {
        double loss = 0;
        for (int pair = 0; pair < pairs.size(); pair++) {
            int w = pairs.word(pair) * (dimension + 1);
            int c = (words + pairs.context(pair)) * (dimension + 1);
            double difference = difference(w, c, pairs.count(pair));
            loss += weight(pairs.count(pair)) * difference * difference / 2;
        }
        return loss;
    }

    /** ∂J / ∂θ of all pairs. */
    double[] gradient(Cooccurrences pairs) {
        double[] gradient = new double[parameters.length];
        for (int pair = 0; pair < pairs.size(); pair++) {
            int w = pairs.word(pair) * (dimension + 1);
            int c = (words + pairs.context(pair)) * (dimension + 1);
            double slope = slope(w, c, pairs.count(pair));
            for (int i = 0; i < dimension; i++) {
                gradient[w + i] += slope * parameters[c + i];
                gradient[c + i] += slope * parameters[w + i];
            }
            gradient[w + dimension] += slope;
            gradient[c + dimension] += slope;
        }
        return gradient;
    }

    /** w + c of each word, as the authors use them: [words, dimension]. */
    public float[] vectors() {
        float[] vectors = new float[words * dimension];
        for (int word = 0; word < words; word++) {
            for (int i = 0; i < dimension; i++) {
                vectors[word * dimension + i] = (float)
                        (parameters[word * (dimension + 1) + i] + parameters[(words + word) * (dimension + 1) + i]);
            }
        }
        return vectors;
    }
}
