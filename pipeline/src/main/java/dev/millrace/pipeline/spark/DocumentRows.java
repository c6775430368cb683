package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.document.Content;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.document.DocumentId;
import dev.millrace.pipeline.document.Provenance;
import dev.millrace.pipeline.outcome.Outcome;
import dev.millrace.pipeline.outcome.Rejection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/** Documents and their rejections as rows; kept and rejected ones have the same columns. */
public final class DocumentRows {
    public static final String ID = "id";
    public static final String SOURCE = "source";
    public static final String OFFSET = "offset";
    public static final String URI = "uri";
    public static final String TEXT = "text";
    public static final String ATTRIBUTES = "attributes";
    public static final String MEASURES = "measures";

    /** Null where the document was kept. */
    public static final String REJECTION = "rejection";

    /** Columns of {@link #REJECTION}; numbers that measure nothing are NaN, words that say nothing are empty. */
    public static final StructType REJECTION_SCHEMA = new StructType()
            .add("stage", DataTypes.StringType, false)
            .add("rule", DataTypes.StringType, false)
            .add("measured", DataTypes.DoubleType, false)
            .add("limit", DataTypes.DoubleType, false)
            .add("detail", DataTypes.StringType, false)
            .add("survivor", DataTypes.StringType, false);

    public static final StructType SCHEMA = new StructType()
            .add(ID, DataTypes.StringType, false)
            .add(SOURCE, DataTypes.StringType, false)
            .add(OFFSET, DataTypes.LongType, false)
            .add(URI, DataTypes.StringType, false)
            .add(TEXT, DataTypes.StringType, false)
            .add(ATTRIBUTES, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false), false)
            .add(MEASURES, DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false), false)
            .add(REJECTION, REJECTION_SCHEMA, true);

    private DocumentRows() {}

    /** Values in the order of {@link #SCHEMA}. */
    static Object[] values(Outcome outcome) {
        Document document = outcome.document();
        return new Object[] {
            document.id().hex(),
            document.provenance().source(),
            document.provenance().offset(),
            document.provenance().uri(),
            document.text(),
            scala(document.attributes()),
            scala(document.measures()),
            outcome instanceof Outcome.Rejected rejected ? row(rejected.rejection()) : null
        };
    }

    static Row row(Rejection rejection) {
        return RowFactory.create(
                rejection.stage(),
                rejection.rule(),
                rejection.measured(),
                rejection.limit(),
                rejection.detail(),
                rejection.survivor());
    }

    /** The document of a row with the columns of {@link #SCHEMA}; its content is text. */
    public static Document document(Row row) {
        return new Document(
                new DocumentId(row.getAs(ID)),
                new Provenance(row.getAs(SOURCE), row.<Long>getAs(OFFSET), row.getAs(URI)),
                new Content.Text(row.getAs(TEXT)),
                new TreeMap<>(row.<String, String>getJavaMap(row.fieldIndex(ATTRIBUTES))),
                new TreeMap<>(row.<String, Double>getJavaMap(row.fieldIndex(MEASURES))));
    }

    /** The outcome of a row with the columns of {@link #SCHEMA}. */
    public static Outcome outcome(Row row) {
        Row rejection = row.getAs(REJECTION);
        return rejection == null
                ? Outcome.kept(document(row))
                : Outcome.rejected(
                        document(row),
                        new Rejection(
                                rejection.getAs("stage"),
                                rejection.getAs("rule"),
                                rejection.<Double>getAs("measured"),
                                rejection.<Double>getAs("limit"),
                                rejection.getAs("detail"),
                                rejection.getAs("survivor")));
    }

    /** A Scala map that goes through its entries in the order of the sorted one. */
    private static <V> scala.collection.Map<String, V> scala(SortedMap<String, V> map) {
        return JavaConverters.mapAsScalaMap(map);
    }
}
