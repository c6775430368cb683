package dev.millrace.pipeline.spark;

import dev.millrace.pipeline.classifier.LinearModel;
import dev.millrace.pipeline.classifier.ModelFile;
import dev.millrace.pipeline.classifier.NgramFeatures;
import dev.millrace.pipeline.source.SourceException;
import dev.millrace.pipeline.source.SourceSettings;
import dev.millrace.pipeline.source.SourceUnit;
import dev.millrace.pipeline.source.Sources;
import dev.millrace.pipeline.spark.StageRun.Written;
import dev.millrace.pipeline.stage.StageChain;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Trains a quality classifier: logistic regression over hashed n-grams (Spark MLlib, L-BFGS), on documents that are
 * wanted and documents that are not, both kinds with the same weight; a part of them is held out and measures it.
 */
public final class TrainClassifier {
    public static final String STAGE = "classifier";

    /** The model, in the stage's folder. */
    public static final String FILE = "model.bin";

    private static final String HELD_OUT = "held_out";

    private TrainClassifier() {}

    /**
     * Runs the stage, or finds it done.
     *
     * @param positive documents that are wanted
     * @param negative documents that are not
     * @param chain what documents pass first
     * @param configuration every setting that shapes the model, by key; the inputs' paths are not among them
     * @throws SourceException when an input is missing, or either kind has too few documents
     */
    public static StageReport run(
            StageContext context,
            SourceSettings positive,
            SourceSettings negative,
            StageChain chain,
            ClassifierSettings settings,
            SortedMap<String, String> configuration) {
        List<SourceUnit> wanted = Sources.list(positive, context.hadoop());
        List<SourceUnit> unwanted = Sources.list(negative, context.hadoop());
        SortedMap<String, String> inputs = new TreeMap<>();
        inputs.put("positive", InputDigest.of(wanted, context).sha256());
        inputs.put("negative", InputDigest.of(unwanted, context).sha256());
        NgramFeatures.Shape shape = new NgramFeatures.Shape(settings.ngram(), settings.bits(), settings.maximumWords());
        return StageRun.run(context, STAGE, configuration, inputs, attempt -> {
            SerializableConfiguration hadoop = new SerializableConfiguration(context.hadoop());
            JavaSparkContext spark =
                    JavaSparkContext.fromSparkContext(context.spark().sparkContext());
            LabelledRows good = new LabelledRows(positive, 1, chain, shape, hadoop);
            LabelledRows bad = new LabelledRows(negative, 0, chain, shape, hadoop);
            JavaRDD<Row> rows = spark.parallelize(wanted, wanted.size())
                    .flatMap(good::rows)
                    .union(spark.parallelize(unwanted, unwanted.size()).flatMap(bad::rows));
            Dataset<Row> documents =
                    context.spark().createDataFrame(rows, LabelledRows.SCHEMA).persist(StorageLevel.MEMORY_AND_DISK());
            try {
                return write(context, documents, shape, settings, attempt);
            } finally {
                documents.unpersist();
            }
        });
    }

    private static Written write(
            StageContext context,
            Dataset<Row> documents,
            NgramFeatures.Shape shape,
            ClassifierSettings settings,
            Path attempt)
            throws IOException {
        Dataset<Row> usable = documents.filter(LabelledRows.REJECTED + " = ''").drop(LabelledRows.REJECTED);
        // the key's high bits drew the documents, so others share them out
        double limit = settings.holdOut() * (1 << 20);
        Dataset<Row> drawn = drawn(usable, 1, settings)
                .union(drawn(usable, 0, settings))
                .withColumn(HELD_OUT, functions.expr("(key & 1048575) < " + limit))
                .repartition(1)
                .sortWithinPartitions(LabelledRows.KEY, LabelledRows.LABEL)
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return write(context, documents, drawn, shape, settings, attempt);
        } finally {
            drawn.unpersist();
        }
    }

    private static Written write(
            StageContext context,
            Dataset<Row> documents,
            Dataset<Row> drawn,
            NgramFeatures.Shape shape,
            ClassifierSettings settings,
            Path attempt)
            throws IOException {
        SortedMap<String, Double> figures = new TreeMap<>(Map.of("positive", 0.0, "negative", 0.0, "held-out", 0.0));
        for (Row row : drawn.groupBy(LabelledRows.LABEL, HELD_OUT).count().collectAsList()) {
            String kind = row.getBoolean(1) ? "held-out" : row.getDouble(0) == 1 ? "positive" : "negative";
            figures.merge(kind, (double) row.getLong(2), Double::sum);
        }
        for (String kind : List.of("positive", "negative")) {
            if (figures.get(kind) < 1) {
                throw new SourceException(
                        "train-classifier: " + kind + " inputs hold no document to train on; give more");
            }
        }
        LinearModel model =
                fit(drawn.filter("not " + HELD_OUT), figures.get("positive"), figures.get("negative"), shape, settings);
        try (OutputStream out = attempt.getFileSystem(context.hadoop()).create(new Path(attempt, FILE), true)) {
            ModelFile.write(model, out);
        }
        figures.putAll(HeldOut.measure(scores(drawn.filter(HELD_OUT), model)));
        return new Written(ledger(documents), 0, new TreeMap<>(), figures);
    }

    private static Dataset<Row> drawn(Dataset<Row> documents, int label, ClassifierSettings settings) {
        return documents
                .filter(functions.col(LabelledRows.LABEL).equalTo(label))
                .orderBy(LabelledRows.KEY)
                .limit(settings.maximumDocuments());
    }

    /** The documents are in one partition, in the order of their hashes: sums of more depend on which is done first. */
    private static LinearModel fit(
            Dataset<Row> train, double good, double bad, NgramFeatures.Shape shape, ClassifierSettings settings) {
        double all = good + bad;
        Dataset<Row> weighted = train.withColumn(
                "weight",
                functions
                        .when(functions.col(LabelledRows.LABEL).equalTo(1), all / (2 * good))
                        .otherwise(all / (2 * bad)));
        LogisticRegressionModel fitted = new LogisticRegression()
                .setFamily("binomial")
                .setWeightCol("weight")
                .setStandardization(false)
                .setElasticNetParam(0)
                .setRegParam(settings.regularisation())
                .setMaxIter(settings.iterations())
                .fit(weighted);
        float[] weights = new float[shape.buckets()];
        Vector coefficients = fitted.coefficients();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) coefficients.apply(i);
        }
        return new LinearModel(shape, fitted.intercept(), weights);
    }

    private static List<HeldOut.Scored> scores(Dataset<Row> test, LinearModel model) {
        List<HeldOut.Scored> scores = new ArrayList<>();
        for (Row row : test.collectAsList()) {
            SparseVector vector = ((Vector) row.getAs(LabelledRows.FEATURES)).toSparse();
            double score = model.score(new NgramFeatures.Vector(vector.indices(), vector.values()));
            scores.add(new HeldOut.Scored(score, row.<Double>getAs(LabelledRows.LABEL) == 1));
        }
        return scores;
    }

    private static Ledger ledger(Dataset<Row> documents) {
        SortedMap<String, Long> rejected = new TreeMap<>();
        long kept = 0;
        for (Row row : documents.groupBy(LabelledRows.REJECTED).count().collectAsList()) {
            if (row.getString(0).isEmpty()) {
                kept = row.getLong(1);
            } else {
                rejected.put(row.getString(0), row.getLong(1));
            }
        }
        long in = kept + rejected.values().stream().mapToLong(Long::longValue).sum();
        return new Ledger(in, kept, rejected);
    }
}
