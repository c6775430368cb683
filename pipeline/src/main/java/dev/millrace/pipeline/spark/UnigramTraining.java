package dev.millrace.pipeline.spark;

import dev.millrace.tokenizer.Tokenizer;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.sentencepiece.ModelFile;
import dev.millrace.tokenizer.sentencepiece.SentencePieceParts;
import dev.millrace.tokenizer.sentencepiece.SentencePieceTrainer;
import dev.millrace.tokenizer.sentencepiece.SpanCounter;
import dev.millrace.tokenizer.sentencepiece.SpecialNames;
import dev.millrace.tokenizer.sentencepiece.TrainingSettings;
import dev.millrace.tokenizer.unigram.training.SpanCounts;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** SentencePiece's Unigram: spans of text are counted on Spark, pieces learnt on the driver. */
record UnigramTraining(Shape shape, int mostWords) implements TokenizerTraining {
    private static final String USUAL_UNKNOWN = "<unk>";

    static UnigramTraining of(TokenizerSettings settings) {
        String unknown = settings.unknownToken().orElse(USUAL_UNKNOWN);
        ArrayList<String> specials = new ArrayList<>(settings.specialTokens());
        if (!specials.contains(unknown)) {
            specials.add(unknown);
        }
        Shape shape = new Shape(settings.vocabularySize(), specials, unknown);
        // wrong settings are told before spans are counted
        shape.training();
        return new UnigramTraining(shape, settings.mostWords());
    }

    /** What travels to the tasks. */
    record Shape(int vocabularySize, ArrayList<String> specials, String unknown) implements Serializable {
        TrainingSettings training() {
            TrainingSettings usual = TrainingSettings.of(Integer.MAX_VALUE);
            SpecialNames names = SpecialNames.usual();
            return new TrainingSettings(
                    vocabularySize,
                    usual.rules(),
                    usual.whiteSpace(),
                    specials,
                    new SpecialNames(unknown, names.beginning(), names.end(), names.padding()),
                    List.of(),
                    usual.byteFallback(),
                    usual.pieces(),
                    usual.characterCoverage(),
                    usual.threads());
        }

        WordTable.Counter newCounter() {
            SpanCounter spans = new SpanCounter(training());
            return (text, counts) -> spans.spans(text, counts::add);
        }
    }

    @Override
    public Trained train(Dataset<Row> documents, StageContext context, WorkFolder work, StageCosts costs)
            throws IOException {
        context.listener().started(TrainTokenizer.STAGE + ": spans", "tasks");
        CountedWords words = CountedWords.of(documents, shape::newCounter, mostWords, work, costs);
        SpanCounts spans = new SpanCounts();
        words.counts().forEach(spans::add);

        context.listener().started(TrainTokenizer.STAGE + ": pieces", "pieces");
        long began = System.nanoTime();
        ModelFile model = SentencePieceTrainer.train(
                spans, shape.training(), left -> context.listener().progressed(left.wanted(), left.pieces()));
        costs.clock("learn pieces").add(System.nanoTime() - began);

        Tokenizer tokenizer = new ComposedTokenizer(SentencePieceParts.of(model));
        SortedMap<String, Usage> usage = usage(documents, tokenizer);
        SortedMap<String, Long> tokens = new TreeMap<>();
        usage.forEach((language, used) -> tokens.put(language, used.tokens()));
        long unknown = usage.values().stream().mapToLong(Usage::unknown).sum();
        return new Trained(tokenizer, WordTable.totals(words.table()), tokens, unknown, words.counted());
    }

    /** Tokens of the corpus by language. Spans that pieces are learnt from are finer than words: texts are encoded. */
    private SortedMap<String, Usage> usage(Dataset<Row> documents, Tokenizer tokenizer) {
        Broadcast<Tokenizer> everywhere = JavaSparkContext.fromSparkContext(
                        documents.sparkSession().sparkContext())
                .broadcast(tokenizer);
        int unknown = tokenizer.idOf(shape.unknown()).orElseThrow();
        SortedMap<String, Usage> usage = documents
                .select(DocumentRows.TEXT, DocumentRows.ATTRIBUTES)
                .javaRDD()
                .<SortedMap<String, Usage>>treeAggregate(
                        new TreeMap<>(),
                        (all, row) -> {
                            int[] ids = everywhere.value().encode(row.getString(0));
                            all.merge(CorpusTotals.language(row), Usage.of(ids, unknown), Usage::plus);
                            return all;
                        },
                        (all, others) -> {
                            others.forEach((language, other) -> all.merge(language, other, Usage::plus));
                            return all;
                        });
        everywhere.destroy();
        return usage;
    }

    private record Usage(long tokens, long unknown) implements Serializable {
        static Usage of(int[] ids, int unknownId) {
            long unknown = 0;
            for (int id : ids) {
                unknown += id == unknownId ? 1 : 0;
            }
            return new Usage(ids.length, unknown);
        }

        Usage plus(Usage other) {
            return new Usage(tokens + other.tokens, unknown + other.unknown);
        }
    }
}
