package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import dev.millrace.pipeline.embedding.Cooccurrences;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Counts of words that stand near each other, each time 1 / distance. They are added as whole multiples of the same
 * fraction, so that their order does not change the sum.
 */
final class WordPairs {
    private static final String SMALLER = "smaller";
    private static final String LARGER = "larger";
    private static final String PART = "part";
    private static final String WEIGHT = "weight";
    private static final StructType SCHEMA = new StructType()
            .add(SMALLER, DataTypes.IntegerType, false)
            .add(LARGER, DataTypes.IntegerType, false)
            .add(PART, DataTypes.LongType, false);

    private WordPairs() {}

    /** Columns smaller and larger (ids), weight in units of 1 / {@link #unit}. */
    static Dataset<Row> of(Dataset<Row> text, int window) {
        long unit = unit(window);
        return text.sparkSession()
                .createDataFrame(
                        text.javaRDD()
                                .flatMap(row -> EmbeddingText.sentences(row).iterator())
                                .flatMap(sentence -> pairs(sentence, window, unit)),
                        SCHEMA)
                .groupBy(SMALLER, LARGER)
                .agg(sum(PART).as(WEIGHT));
    }

    /** The least common multiple of all distances. */
    static long unit(int window) {
        BigInteger multiple = BigInteger.ONE;
        for (int distance = 2; distance <= window; distance++) {
            BigInteger next = BigInteger.valueOf(distance);
            multiple = multiple.multiply(next).divide(multiple.gcd(next));
        }
        return multiple.longValueExact();
    }

    private static Iterator<Row> pairs(int[] sentence, int window, long unit) {
        List<Row> rows = new ArrayList<>();
        for (int at = 1; at < sentence.length; at++) {
            for (int distance = 1; distance <= Math.min(window, at); distance++) {
                int before = sentence[at - distance];
                rows.add(RowFactory.create(
                        Math.min(before, sentence[at]), Math.max(before, sentence[at]), unit / distance));
            }
        }
        return rows.iterator();
    }

    /** The most frequent pairs, both ways round; a word near itself counts for both. */
    static Cooccurrences collect(Dataset<Row> pairs, int window, int most) {
        double unit = unit(window);
        Cooccurrences counts = new Cooccurrences();
        Iterator<Row> rows = pairs.orderBy(col(WEIGHT).desc(), col(SMALLER), col(LARGER))
                .limit(most)
                .toLocalIterator();
        while (rows.hasNext()) {
            Row row = rows.next();
            int smaller = row.getInt(0);
            int larger = row.getInt(1);
            double count = row.getLong(2) / unit;
            if (smaller == larger) {
                counts.add(smaller, smaller, 2 * count);
            } else {
                counts.add(smaller, larger, count);
                counts.add(larger, smaller, count);
            }
        }
        return counts;
    }
}
