package dev.millrace.pipeline.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Vectors of character n-grams: they give a vector to any word. Thread-safe. */
public final class SubwordVectors {
    private final Subwords subwords;

    /** Row of each bucket, from 1 on; 0 for one of noughts. */
    private final int[] places;

    private final WordVectors rows;

    private SubwordVectors(Subwords subwords, int[] places, WordVectors rows) {
        this.subwords = subwords;
        this.places = places;
        this.rows = rows;
    }

    /** @param values [buckets, dimension] */
    static SubwordVectors of(Subwords subwords, float[] values, int dimension) {
        int[] places = new int[subwords.buckets()];
        List<String> names = new ArrayList<>(List.of(name(subwords)));
        float[] rows = new float[values.length + dimension];
        for (int bucket = 0; bucket < places.length; bucket++) {
            float[] row = Arrays.copyOfRange(values, bucket * dimension, (bucket + 1) * dimension);
            if (!Arrays.equals(row, new float[dimension])) {
                places[bucket] = names.size();
                System.arraycopy(row, 0, rows, names.size() * dimension, dimension);
                names.add(Integer.toString(bucket));
            }
        }
        return new SubwordVectors(
                subwords, places, new WordVectors(names, Arrays.copyOf(rows, names.size() * dimension), dimension));
    }

    private static String name(Subwords subwords) {
        return subwords.minimum() + "-" + subwords.maximum() + "-" + subwords.buckets();
    }

    /** Mean of the vectors of the word's n-grams; absent when it is too short to have any. */
    public Optional<float[]> vector(String word) {
        int[] buckets = subwords.of(word);
        if (buckets.length == 0) {
            return Optional.empty();
        }
        int dimension = rows.dimension();
        double[] sum = new double[dimension];
        for (int bucket : buckets) {
            float[] row = rows.vector(places[bucket]);
            for (int i = 0; i < dimension; i++) {
                sum[i] += row[i];
            }
        }
        float[] mean = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            mean[i] = (float) (sum[i] / buckets.length);
        }
        return Optional.of(mean);
    }

    /** In the word2vec text format; the first row, of noughts, is named {@code minimum-maximum-buckets}, others by bucket. */
    public void write(OutputStream out) throws IOException {
        WordVectorFile.write(rows, out);
    }

    /** @throws IOException with the name, and the line where there is one, of what is damaged */
    public static SubwordVectors read(InputStream in, String name) throws IOException {
        WordVectors rows = WordVectorFile.read(in, name);
        try {
            String[] parts = rows.word(0).split("-");
            Subwords subwords =
                    new Subwords(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            int[] places = new int[subwords.buckets()];
            for (int row = 1; row < rows.size(); row++) {
                places[Integer.parseInt(rows.word(row))] = row;
            }
            return new SubwordVectors(subwords, places, rows);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(name + ": holds no vectors of subwords: " + e.getMessage());
        }
    }
}
