package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.col;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.embedding.Cooccurrences;
import dev.millrace.pipeline.embedding.Glove;
import dev.millrace.pipeline.embedding.SubwordTrainer;
import dev.millrace.pipeline.embedding.WordVectorFile;
import dev.millrace.pipeline.embedding.WordVectors;
import dev.millrace.pipeline.ngram.Segmentation;
import dev.millrace.pipeline.ngram.Vocabulary;
import dev.millrace.pipeline.spark.StageRun.Written;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.mllib.feature.Word2Vec;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;

/** Trains word vectors on the documents that a stage kept. */
public final class TrainEmbeddings {
    public static final String STAGE = "embeddings";

    /** The vectors in the word2vec text format, in the stage's folder. */
    public static final String FILE = "vectors.txt";

    /** Vectors of character n-grams, which subword training leaves too. */
    public static final String SUBWORDS = "subwords.txt";

    private final StageContext context;
    private final EmbeddingSettings settings;
    private final Path attempt;
    private final WorkFolder work;
    private final StageCosts costs;
    private final SortedMap<String, Double> figures = new TreeMap<>();

    private TrainEmbeddings(StageContext context, EmbeddingSettings settings, Path attempt) {
        this.context = context;
        this.settings = settings;
        this.attempt = attempt;
        this.work = new WorkFolder(attempt, context);
        this.costs = new StageCosts(context.spark().sparkContext());
    }

    /**
     * Runs the stage, or finds it done.
     *
     * @param configuration every setting that shapes the output, by key
     */
    public static StageReport run(
            StageContext context, EmbeddingSettings settings, SortedMap<String, String> configuration) {
        CommittedStage previous = CommittedStage.of(context, settings.input().stage());
        return StageRun.run(
                context,
                STAGE,
                configuration,
                previous.inputs(),
                attempt -> new TrainEmbeddings(context, settings, attempt).write(previous));
    }

    private Written write(CommittedStage previous) throws IOException {
        Column wanted = settings.language()
                .map(language ->
                        col(DocumentRows.ATTRIBUTES).getItem(Document.LANGUAGE).equalTo(language))
                .orElse(col(DocumentRows.ID).isNotNull());
        Dataset<Row> documents = previous.kept(context.spark()).where(wanted);
        CorpusTotals totals = CorpusTotals.of(documents);
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<Segmentation> segmentation = spark.broadcast(new Segmentation(settings.units(), Optional.empty()));

        context.listener().started(STAGE + ": words", "tasks");
        WordList words = WordList.of(
                work.keep("words", NgramWords.counts(documents, segmentation, costs.clock("count words"))),
                settings.minimumCount(),
                settings.mostWords());
        if (words.words().isEmpty()) {
            throw new IllegalStateException("No word in " + previous.folder() + " occurs " + settings.minimumCount()
                    + " times; set train-embeddings.minimum-count lower, or take more text");
        }
        figures.put("vocabulary", (double) words.words().size());
        Broadcast<Vocabulary> vocabulary = spark.broadcast(words.vocabulary());
        Dataset<Row> text =
                work.keep("text", EmbeddingText.of(documents, segmentation, vocabulary, costs.clock("segment")));
        vocabulary.destroy();

        context.listener().started(STAGE + ": train", "epochs");
        WordVectors vectors = switch (settings.method()) {
            case WORD2VEC -> word2vec(text, words);
            case GLOVE -> glove(text, words);
            case SUBWORD -> subword(text, words);
        };
        try (OutputStream out = create(FILE)) {
            WordVectorFile.write(vectors, out);
        }
        long in = previous.manifest().ledger().kept();
        SortedMap<String, Long> left = new TreeMap<>();
        if (totals.documents() < in) {
            left.put(STAGE + "/other-language", in - totals.documents());
        }
        return new Written(new Ledger(in, totals.documents(), left), totals.bytes(), costs.seconds(), figures);
    }

    /** MLlib counts words in the order in which they come, so all come from one place, sorted. */
    private WordVectors word2vec(Dataset<Row> text, WordList words) {
        JavaRDD<List<String>> sentences = text.repartition(1)
                .sortWithinPartitions(EmbeddingText.ID)
                .javaRDD()
                .flatMap(row -> EmbeddingText.sentences(row).iterator())
                .map(TrainEmbeddings::spelled);
        Map<String, float[]> learnt = JavaConverters.mapAsJavaMap(new Word2Vec()
                .setVectorSize(settings.dimension())
                .setWindowSize(settings.window())
                .setMinCount(1)
                .setNumIterations(settings.epochs())
                .setNumPartitions(settings.shards())
                .setLearningRate(settings.rate())
                .setSeed(settings.seed())
                .fit(sentences)
                .getVectors());
        // a word that never stood beside another has no vector
        List<String> known = new ArrayList<>();
        float[] values = new float[learnt.size() * settings.dimension()];
        for (int id = 0; id < words.words().size(); id++) {
            float[] vector = learnt.get(Integer.toString(id));
            if (vector != null) {
                System.arraycopy(vector, 0, values, known.size() * settings.dimension(), settings.dimension());
                known.add(words.words().get(id));
            }
        }
        return new WordVectors(known, values, settings.dimension());
    }

    private static List<String> spelled(int[] sentence) {
        List<String> words = new ArrayList<>(sentence.length);
        for (int id : sentence) {
            words.add(Integer.toString(id));
        }
        return words;
    }

    private WordVectors glove(Dataset<Row> text, WordList words) {
        Cooccurrences pairs = WordPairs.collect(
                work.keep("pairs", WordPairs.of(text, settings.window())),
                settings.window(),
                settings.glove().mostPairs());
        figures.put("pairs", (double) pairs.size());
        Glove glove = new Glove(words.words().size(), settings.dimension(), settings.gloveSettings(), settings.seed());
        glove.train(
                pairs,
                settings.epochs(),
                settings.seed(),
                epoch -> context.listener().progressed(epoch, settings.epochs()));
        figures.put("loss", glove.meanLoss(pairs));
        return new WordVectors(words.words(), glove.vectors(), settings.dimension());
    }

    private WordVectors subword(Dataset<Row> text, WordList words) throws IOException {
        SubwordTrainer trainer = new SubwordTrainer(
                words.words(),
                words.counts().stream().mapToLong(Long::longValue).toArray(),
                settings.subwordSettings());
        SubwordShards.Trained trained =
                new SubwordShards(context, trainer, settings, new Path(attempt, "_work/parameters")).train(text);
        figures.put("loss", trained.loss());
        try (OutputStream out = create(SUBWORDS)) {
            trainer.subwords(trained.parameters()).write(out);
        }
        return new WordVectors(words.words(), trainer.vectors(trained.parameters()), settings.dimension());
    }

    private OutputStream create(String name) throws IOException {
        return attempt.getFileSystem(context.hadoop()).create(new Path(attempt, name), true);
    }
}
