package dev.millrace.pipeline.spark;

import static org.apache.spark.sql.functions.sum;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.bpe.WordCounts;
import dev.millrace.tokenizer.composed.BertParts;
import dev.millrace.tokenizer.composed.ComposedTokenizer;
import dev.millrace.tokenizer.composed.TokenizerParts;
import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.normalizer.BertNormalizer;
import dev.millrace.tokenizer.pretoken.BertPreTokenizer;
import dev.millrace.tokenizer.word.WordLevelTrainer;
import dev.millrace.tokenizer.wordpiece.WordPieceModel;
import dev.millrace.tokenizer.wordpiece.WordPieceTrainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** WordPiece and word-level: BERT's words are counted on Spark, tokens chosen on the driver. */
record WordTraining(TokenizerSettings settings, BertNormalizer normalizer) implements TokenizerTraining {
    private static final String USUAL_UNKNOWN = "[UNK]";
    private static final String TOKENS = "tokens";
    private static final String UNKNOWN = "unknown";

    static WordTraining of(TokenizerSettings settings) {
        WordTraining training = new WordTraining(
                settings,
                settings.kind() == TokenizerSettings.Kind.WORDPIECE_UNCASED
                        ? BertNormalizer.uncased()
                        : BertNormalizer.cased());
        // wrong settings are told before words are counted
        training.model(WordCounts.gpt2(), tokens -> {});
        return training;
    }

    @Override
    public Trained train(Dataset<Row> documents, StageContext context, WorkFolder work, StageCosts costs)
            throws IOException {
        context.listener().started(TrainTokenizer.STAGE + ": words", "tasks");
        WordTable.Split split = WordTable.split(normalizer, new BertPreTokenizer());
        CountedWords words = CountedWords.of(documents, split, settings.mostWords(), work, costs);

        context.listener().started(TrainTokenizer.STAGE + ": pieces", "tokens");
        long began = System.nanoTime();
        TokenModel model =
                model(words.counts(), tokens -> context.listener().progressed(tokens, settings.vocabularySize()));
        costs.clock("learn pieces").add(System.nanoTime() - began);
        SortedMap<String, Long> tokens = new TreeMap<>();
        long unknown = 0;
        for (Row row : totals(WordTable.words(words.table()), model)) {
            tokens.put(row.getString(0), row.getLong(1));
            unknown += row.getLong(2);
        }
        return new Trained(tokenizer(model), WordTable.totals(words.table()), tokens, unknown, words.counted());
    }

    private TokenModel model(WordCounts counts, LongConsumer progress) {
        if (settings.kind() == TokenizerSettings.Kind.WORD_LEVEL) {
            return WordLevelTrainer.train(
                    counts,
                    new WordLevelTrainer.Settings(
                            settings.vocabularySize(), settings.minimumFrequency(), specialTokens(), unknownToken()));
        }
        WordPieceModel.Settings bert = WordPieceModel.Settings.bert();
        return WordPieceTrainer.train(
                counts,
                new WordPieceTrainer.Settings(
                        settings.vocabularySize(),
                        settings.minimumFrequency(),
                        specialTokens(),
                        WordPieceTrainer.Settings.USUAL_ALPHABET,
                        new WordPieceModel.Settings(unknownToken(), bert.continuingPrefix(), bert.longestWord())),
                progress);
    }

    private ComposedTokenizer tokenizer(TokenModel model) {
        TokenizerParts parts = model instanceof WordPieceModel pieces
                ? BertParts.of(pieces, normalizer)
                : TokenizerParts.of(model).withNormalizer(normalizer).withPreTokenizer(new BertPreTokenizer());
        List<AddedToken> special = new ArrayList<>();
        for (String token : specialTokens()) {
            special.add(AddedToken.special(special.size(), token));
        }
        return new ComposedTokenizer(parts.withAddedTokens(special));
    }

    private String unknownToken() {
        return settings.unknownToken().orElse(USUAL_UNKNOWN);
    }

    private List<String> specialTokens() {
        List<String> tokens = new ArrayList<>(settings.specialTokens());
        if (!tokens.contains(unknownToken())) {
            tokens.add(unknownToken());
        }
        return tokens;
    }

    /** By language the tokens of the corpus, and the unknown ones among them: of each word, as often as it occurs. */
    private List<Row> totals(Dataset<Row> words, TokenModel model) {
        int unknown = model.idOf(unknownToken()).orElseThrow();
        return words.sparkSession()
                .createDataFrame(
                        words.javaRDD().mapPartitions(rows -> new Encoded(rows, model.newWordTokens(), unknown)),
                        new StructType()
                                .add(WordTable.LANGUAGE, DataTypes.StringType, false)
                                .add(TOKENS, DataTypes.LongType, false)
                                .add(UNKNOWN, DataTypes.LongType, false))
                .groupBy(WordTable.LANGUAGE)
                .agg(sum(TOKENS), sum(UNKNOWN))
                .collectAsList();
    }

    /** Tokens of each word. */
    private static final class Encoded implements Iterator<Row> {
        private final Iterator<Row> words;
        private final TokenModel.WordTokens model;
        private final int unknown;
        private final TokenList tokens = new TokenList();

        Encoded(Iterator<Row> words, TokenModel.WordTokens model, int unknown) {
            this.words = words;
            this.model = model;
            this.unknown = unknown;
        }

        @Override
        public boolean hasNext() {
            return words.hasNext();
        }

        @Override
        public Row next() {
            Row row = words.next();
            byte[] word = row.getAs(WordTable.WORD);
            long count = row.<Long>getAs(WordTable.COUNT);
            tokens.truncate(0);
            model.encode(word, 0, word.length, tokens);
            boolean isUnknown = tokens.size() == 1 && tokens.id(0) == unknown;
            return RowFactory.create(row.getAs(WordTable.LANGUAGE), count * tokens.size(), isUnknown ? count : 0L);
        }
    }
}
