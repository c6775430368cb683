package dev.millrace.pipeline.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** Words with a vector each. Thread-safe. */
public final class WordVectors {
    private final List<String> words;
    private final Map<String, Integer> ids;
    private final float[] values;
    private final double[] lengths;
    private final int dimension;

    /**
     * @param words all different
     * @param values [words, dimension] row-major, all finite
     */
    public WordVectors(List<String> words, float[] values, int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("Invalid dimension: " + dimension + " (must be > 0)");
        }
        if (values.length != (long) words.size() * dimension) {
            throw new IllegalArgumentException(
                    "Invalid values: " + values.length + " (must be " + words.size() + " x " + dimension + ")");
        }
        this.words = List.copyOf(words);
        this.values = values;
        this.dimension = dimension;
        this.ids = new HashMap<>(words.size() * 2);
        for (int i = 0; i < words.size(); i++) {
            if (ids.putIfAbsent(words.get(i), i) != null) {
                throw new IllegalArgumentException("Invalid words: " + words.get(i) + " is there twice");
            }
        }
        this.lengths = new double[words.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.sqrt(dot(i, vector(i)));
        }
    }

    public int size() {
        return words.size();
    }

    public int dimension() {
        return dimension;
    }

    public String word(int id) {
        return words.get(id);
    }

    /** The word's vector; absent when it has none. */
    public Optional<float[]> vector(String word) {
        return Optional.ofNullable(ids.get(word)).map(this::vector);
    }

    float[] vector(int id) {
        float[] vector = new float[dimension];
        System.arraycopy(values, id * dimension, vector, 0, dimension);
        return vector;
    }

    /** A word and the cosine of its vector with another. */
    public record Neighbour(String word, double cosine) {}

    /**
     * The words of the nearest vectors by cosine, the nearest first; among equals in the order of the words.
     *
     * @param without words to leave out, such as those asked for
     */
    public List<Neighbour> nearest(float[] vector, int count, Set<String> without) {
        double length = length(vector);
        Comparator<Neighbour> worstFirst =
                Comparator.comparingDouble(Neighbour::cosine).thenComparing(Neighbour::word, Comparator.reverseOrder());
        PriorityQueue<Neighbour> best = new PriorityQueue<>(worstFirst);
        for (int id = 0; id < words.size(); id++) {
            if (lengths[id] == 0 || length == 0 || without.contains(words.get(id))) {
                continue;
            }
            best.add(new Neighbour(words.get(id), dot(id, vector) / (lengths[id] * length)));
            if (best.size() > count) {
                best.remove();
            }
        }
        List<Neighbour> sorted = new ArrayList<>(best);
        sorted.sort(worstFirst.reversed());
        return sorted;
    }

    /** b − a + c of unit vectors: what is to c as b is to a (3CosAdd, Mikolov et al., 2013). */
    public static float[] analogy(float[] a, float[] b, float[] c) {
        double lengthA = length(a);
        double lengthB = length(b);
        double lengthC = length(c);
        float[] sum = new float[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (b[i] / lengthB - a[i] / lengthA + c[i] / lengthC);
        }
        return sum;
    }

    /** Cosine of two vectors; NaN when one is nought. */
    public static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot / (length(a) * length(b));
    }

    private static double length(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    private double dot(int id, float[] vector) {
        double dot = 0;
        int at = id * dimension;
        for (float value : vector) {
            dot += (double) values[at++] * value;
        }
        return dot;
    }
}
