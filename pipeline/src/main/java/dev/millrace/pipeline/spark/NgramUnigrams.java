package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.ngram.Discounts;
import dev.millrace.pipeline.ngram.ModelBuilder;
import dev.millrace.pipeline.ngram.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Unigram probabilities, which the driver computes, as it holds the vocabulary anyway: every word has one, also {@code
 * <unk>} when it never occurred; {@code <s>} has none.
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
record NgramUnigrams(double[] probabilities) {
    private static final StructType SCHEMA = new StructType()
            .add(NgramCounts.GRAM, DataTypes.BinaryType, false)
            .add(NgramEstimates.PROBABILITY, DataTypes.DoubleType, false);

    /** p(w) = (a(w) − D(a(w))) / Σ a + (Σ D(a) / Σ a) / V, V being all words but {@code <s>}. */
    static NgramUnigrams of(Dataset<Row> counts, int words, Discounts discounts) {
        long[] adjusted = new long[words];
        int[] id = new int[1];
        for (Row row : counts.collectAsList()) {
            NgramBytes.read(row.getAs(NgramCounts.GRAM), id);
            adjusted[id[0]] = row.<Long>getAs(NgramCounts.ADJUSTED);
        }
        long total = Arrays.stream(adjusted).sum();
        long[] n = new long[4];
        for (long count : adjusted) {
            n[(int) Math.min(count, 3)]++;
        }
        double gamma = (n[1] * discounts.one() + n[2] * discounts.two() + n[3] * discounts.more()) / total;
        double[] probabilities = new double[words];
        for (int word = 0; word < words; word++) {
            probabilities[word] = (adjusted[word] - discounts.of(adjusted[word])) / total + gamma * (1.0 / (words - 1));
        }
        probabilities[Vocabulary.BEGIN] = 0;
        return new NgramUnigrams(probabilities);
    }

    /** Columns gram and probability; {@code <s>}'s is nought. */
    Dataset<Row> table(SparkSession spark) {
        List<Row> rows = new ArrayList<>(probabilities.length);
        for (int word = 0; word < probabilities.length; word++) {
            rows.add(RowFactory.create(NgramBytes.of(new int[] {word}, 1), probabilities[word]));
        }
        return spark.createDataFrame(rows, SCHEMA);
    }

    /** A model's first order, of a table with columns gram and backoff. */
    ModelBuilder builder(Dataset<Row> estimates, Vocabulary vocabulary, int order) {
        float[] log10 = new float[probabilities.length];
        float[] backoffs = new float[probabilities.length];
        for (int word = 0; word < log10.length; word++) {
            log10[word] = ModelBuilder.log10(probabilities[word]);
        }
        int[] id = new int[1];
        for (Row row : estimates.collectAsList()) {
            NgramBytes.read(row.getAs(NgramCounts.GRAM), id);
            backoffs[id[0]] = ModelBuilder.log10(row.<Double>getAs(NgramEstimates.BACKOFF));
        }
        return new ModelBuilder(vocabulary, order, log10, backoffs);
    }
}
