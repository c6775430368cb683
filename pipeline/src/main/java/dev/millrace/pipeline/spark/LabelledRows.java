package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.classifier.NgramFeatures;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.source.Outcomes;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.source.SourceUnit;
import dev.millrace.pipeline.source.Sources;
import dev.millrace.pipeline.stage.StageChain;
import java.io.Serializable;
import java.util.Iterator;
import net.openhft.hashing.LongHashFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** Rows of a unit of input for training: hash of the text, label, features; or why a document is none. */
record LabelledRows(
        SourceSettings sources,
        double label,
        StageChain chain,
        NgramFeatures.Shape shape,
        SerializableConfiguration hadoop)
        implements Serializable {
    static final String KEY = "key";
    static final String LABEL = "label";
    static final String FEATURES = "features";

    /** {@code stage/rule} that rejected the document; empty when none did. */
    static final String REJECTED = "rejected";

    static final String NO_WORDS = "classifier/no-words";

    static final StructType SCHEMA = new StructType()
            .add(KEY, DataTypes.LongType, false)
            .add(LABEL, DataTypes.DoubleType, false)
            .add(REJECTED, DataTypes.StringType, false)
            .add(FEATURES, SQLDataTypes.VectorType(), false);

    Iterator<Row> rows(SourceUnit unit) {
        Outcomes outcomes = Sources.read(unit, sources, hadoop.value());
        NgramFeatures features = new NgramFeatures(shape);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                boolean more = outcomes.hasNext();
                if (!more) {
                    outcomes.close();
                }
                return more;
            }

            @Override
            public Row next() {
                Outcome read = outcomes.next();
                return row(read instanceof Outcome.Kept kept ? chain.apply(kept.document()) : read, features);
            }
        };
    }

    private Row row(Outcome outcome, NgramFeatures features) {
        String text = outcome.document().text();
        NgramFeatures.Vector vector = features.of(text);
        String rejected =
                outcome instanceof Outcome.Rejected reason ? reason.rejection().key() : "";
        if (rejected.isEmpty() && vector.buckets().length == 0) {
            rejected = NO_WORDS;
        }
        return RowFactory.create(
                LongHashFunction.xx3().hashChars(text),
                label,
                rejected,
                Vectors.sparse(shape.buckets(), vector.buckets(), vector.values()));
    }
}
