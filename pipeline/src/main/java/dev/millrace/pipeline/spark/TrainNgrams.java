package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.ngram.Discounts;
import dev.millrace.pipeline.ngram.ModelBuilder;
import dev.millrace.pipeline.ngram.NgramModel;
import dev.millrace.pipeline.ngram.NgramModels;
import dev.millrace.pipeline.ngram.Segmentation;
import dev.millrace.pipeline.ngram.TextUnits;
import dev.millrace.pipeline.ngram.Vocabulary;
import dev.millrace.pipeline.spark.StageRun.Written;
import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.format.TokenizerJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains an n-gram language model on the documents that a stage kept. Counts and estimates are tables on Spark; the
 * driver holds the vocabulary and the n-grams that are kept, 16 bytes each.
 */
public final class TrainNgrams {
    public static final String STAGE = "ngram";

    /** The model with all that it needs, in the stage's folder. */
    public static final String FILE = "model.ngram";

    /** The same for other programs. */
    public static final String ARPA = "model.arpa.gz";

    private final StageContext context;
    private final NgramSettings settings;
    private final WorkFolder work;
    private final StageCosts costs;
    private final Broadcast<Segmentation> segmentation;
    private final SortedMap<String, Double> figures = new TreeMap<>();

    private TrainNgrams(
            StageContext context,
            NgramSettings settings,
            WorkFolder work,
            StageCosts costs,
            Optional<Tokenizer> tokenizer) {
        this.context = context;
        this.settings = settings;
        this.work = work;
        this.costs = costs;
        this.segmentation = JavaSparkContext.fromSparkContext(context.spark().sparkContext())
                .broadcast(new Segmentation(settings.text(), tokenizer));
    }

    /**
     * Runs the stage, or finds it done.
     *
     * @param configuration every setting that shapes the output, by key
     */
    public static StageReport run(
            StageContext context, NgramSettings settings, SortedMap<String, String> configuration) {
        CommittedStage previous = CommittedStage.of(context, settings.input().stage());
        SortedMap<String, String> inputs = previous.inputs();
        boolean tokens = settings.text().unit() == TextUnits.Unit.TOKEN;
        if (tokens) {
            inputs.putAll(CommittedStage.of(context, TrainTokenizer.STAGE).inputs());
        }
        return StageRun.run(context, STAGE, configuration, inputs, attempt -> {
            StageCosts costs = new StageCosts(context.spark().sparkContext());
            Optional<Tokenizer> tokenizer = tokens ? Optional.of(tokenizer(context)) : Optional.empty();
            return new TrainNgrams(context, settings, new WorkFolder(attempt, context), costs, tokenizer)
                    .write(previous, attempt);
        });
    }

    private static Tokenizer tokenizer(StageContext context) throws IOException {
        Path file = new Path(CommittedStage.of(context, TrainTokenizer.STAGE).folder(), TrainTokenizer.FILE);
        try (InputStream in = file.getFileSystem(context.hadoop()).open(file)) {
            return TokenizerJson.read(in, file.toString());
        }
    }

    private Written write(CommittedStage previous, Path attempt) throws IOException {
        Dataset<Row> kept = previous.kept(context.spark());
        Column wanted = settings.language()
                .map(language ->
                        col(DocumentRows.ATTRIBUTES).getItem(Document.LANGUAGE).equalTo(language))
                .orElse(col(DocumentRows.ID).isNotNull());
        Dataset<Row> documents = kept.where(wanted);
        CorpusTotals totals = CorpusTotals.of(documents);

        phase("words");
        Dataset<Row> words = work.keep("words", NgramWords.counts(documents, segmentation, costs.clock("count words")));
        Vocabulary vocabulary = WordList.of(words, settings.minimumCount(), settings.mostWords())
                .vocabulary();
        figures.put("vocabulary", (double) vocabulary.size());
        if (words.isEmpty()) {
            throw new IllegalStateException("No text to count in " + previous.folder()
                    + settings.language()
                            .map(language -> " in language " + language)
                            .orElse(""));
        }
        NgramModel model = model(documents, vocabulary);
        FileSystem files = attempt.getFileSystem(context.hadoop());
        try (OutputStream out = files.create(new Path(attempt, FILE), true)) {
            NgramModels.write(model, out);
        }
        try (OutputStream out = new GZIPOutputStream(files.create(new Path(attempt, ARPA), true), 1 << 16)) {
            NgramModels.writeArpa(model, out);
        }
        figures.put("text-bytes", (double) totals.bytes());
        long in = previous.manifest().ledger().kept();
        SortedMap<String, Long> left = new TreeMap<>();
        if (totals.documents() < in) {
            left.put(STAGE + "/other-language", in - totals.documents());
        }
        return new Written(new Ledger(in, totals.documents(), left), totals.bytes(), costs.seconds(), figures);
    }

    private NgramModel model(Dataset<Row> documents, Vocabulary vocabulary) throws IOException {
        int order = settings.order();
        phase(order + "-grams");
        Broadcast<Vocabulary> everywhere = JavaSparkContext.fromSparkContext(
                        context.spark().sparkContext())
                .broadcast(vocabulary);
        Dataset<Row> longest = work.keep(
                "longest",
                NgramCounts.longest(documents, order, segmentation, everywhere, costs.clock("count n-grams")));
        everywhere.destroy();
        List<Dataset<Row>> counts = new ArrayList<>(Collections.nCopies(order + 1, longest));
        counts.set(order, NgramCounts.highest(longest, order));
        for (int lower = order - 1; lower >= 1; lower--) {
            phase(lower + "-grams");
            counts.set(lower, work.keep("counts-" + lower, NgramCounts.below(counts.get(lower + 1), longest, lower)));
        }
        return estimate(counts, vocabulary);
    }

    private NgramModel estimate(List<Dataset<Row>> counts, Vocabulary vocabulary) throws IOException {
        int order = settings.order();
        Discounts discounts = discounts(counts.get(1), 1);
        NgramUnigrams unigrams = NgramUnigrams.of(counts.get(1), vocabulary.size(), discounts);
        Dataset<Row> probabilities = work.keep("probabilities-1", unigrams.table(context.spark()));
        ModelBuilder builder = null;
        for (int of = 1; of <= order; of++) {
            phase("estimates of " + of + "-grams");
            Optional<Dataset<Row>> contexts = Optional.empty();
            Discounts next = discounts;
            if (of < order) {
                next = discounts(counts.get(of + 1), of + 1);
                contexts = Optional.of(work.keep(
                        "contexts-" + (of + 1),
                        NgramEstimates.contexts(counts.get(of + 1), next, settings.threshold(of + 1))));
            }
            Dataset<Row> estimates = NgramEstimates.withBackoffs(probabilities, contexts);
            if (of == 1) {
                builder = unigrams.builder(estimates, vocabulary, order);
            } else {
                add(estimates, of, builder);
            }
            if (of < order) {
                probabilities = work.keep(
                        "probabilities-" + (of + 1),
                        NgramEstimates.probabilities(
                                counts.get(of + 1),
                                contexts.get(),
                                probabilities,
                                next,
                                of + 1,
                                settings.threshold(of + 1)));
            }
        }
        NgramModel model = builder.build(segmentation.value());
        for (int of = 1; of <= order; of++) {
            figures.put(of + "-grams", (double) model.size(of));
        }
        return model;
    }

    private Discounts discounts(Dataset<Row> counts, int order) {
        long[] n = NgramEstimates.countsOfCounts(counts);
        Optional<Discounts> own = Discounts.of(n);
        figures.put("fallback-discounts", figures.getOrDefault("fallback-discounts", 0.0) + (own.isEmpty() ? 1 : 0));
        return own.or(settings::fallbackDiscounts)
                .orElseThrow(() -> new IllegalStateException("The counts of counts of the " + order + "-grams, " + n[1]
                        + ", " + n[2] + ", " + n[3] + ", " + n[4]
                        + ", give no discounts; set train-ngram.fallback-discounts, or take more text"));
    }

    private static void add(Dataset<Row> estimates, int order, ModelBuilder builder) {
        Iterator<Row> rows = estimates.orderBy(NgramCounts.GRAM).toLocalIterator();
        int[] ids = new int[order];
        while (rows.hasNext()) {
            Row row = rows.next();
            NgramBytes.read(row.getAs(NgramCounts.GRAM), ids);
            if (!builder.add(
                    ids,
                    ModelBuilder.log10(row.<Double>getAs(NgramEstimates.PROBABILITY)),
                    ModelBuilder.log10(row.<Double>getAs(NgramEstimates.BACKOFF)))) {
                throw new IllegalStateException("A " + order + "-gram lacks its ending");
            }
        }
        builder.endOrder();
    }

    private void phase(String what) {
        context.listener().started(STAGE + ": " + what, "tasks");
    }
}
