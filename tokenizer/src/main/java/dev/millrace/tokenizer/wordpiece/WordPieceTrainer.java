package dev.millrace.tokenizer.wordpiece;

import dev.millrace.tokenizer.bpe.MergeLearner;
import dev.millrace.tokenizer.bpe.WordCounts;
import dev.millrace.tokenizer.bpe.WordSymbols;
import java.util.HashSet;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Learns a vocabulary for WordPiece as Hugging Face's {@code WordPieceTrainer} does: not by likelihood, but by counts,
 * as BPE. Words begin as single characters, all but the first with the continuing prefix; again and again the pair of
 * tokens that stand side by side most often becomes a token; among equals the pair with the smaller left id, then the
 * smaller right id. The merges are forgotten: a word is then split by the longest tokens.
 */
public final class WordPieceTrainer {
    private WordPieceTrainer() {}

    /**
     * @param vocabularySize most tokens, special ones included; a corpus with too few pairs yields fewer
     * @param minimumFrequency least count of a pair that is merged
     * @param specialTokens get the first ids, in this order; the unknown token must be among them
     * @param alphabetSize most characters that get a token, the most frequent ones; words are cut at others
     * @param model the unknown token, the continuing prefix and the longest word; longer words are left out
     */
    public record Settings(
            int vocabularySize,
            long minimumFrequency,
            List<String> specialTokens,
            int alphabetSize,
            WordPieceModel.Settings model) {
        /** BERT's, in the order of Hugging Face's {@code BertWordPieceTokenizer}. */
        public static final List<String> BERT_TOKENS = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

        /** As many characters as most corpora of one script have. */
        public static final int USUAL_ALPHABET = 1000;

        public Settings {
            specialTokens = List.copyOf(specialTokens);
            if (specialTokens.contains("") || new HashSet<>(specialTokens).size() < specialTokens.size()) {
                throw new IllegalArgumentException(
                        "Invalid special tokens: " + specialTokens + " (none may be empty or given twice)");
            }
            if (!specialTokens.contains(model.unknownToken())) {
                throw new IllegalArgumentException("Invalid special tokens: " + specialTokens
                        + " (must hold the unknown token \"" + model.unknownToken() + "\")");
            }
            if (vocabularySize <= specialTokens.size()) {
                throw new IllegalArgumentException("Invalid vocabulary size: " + vocabularySize + " (must be > "
                        + specialTokens.size() + ", the number of special tokens)");
            }
            if (minimumFrequency < 1) {
                throw new IllegalArgumentException("Invalid minimum frequency: " + minimumFrequency + " (must be > 0)");
            }
            if (alphabetSize < 1) {
                throw new IllegalArgumentException("Invalid alphabet size: " + alphabetSize + " (must be > 0)");
            }
        }

        /** As BERT: its special tokens, pairs that occur twice, 1000 characters. */
        public static Settings bert(int vocabularySize) {
            return new Settings(vocabularySize, 2, BERT_TOKENS, USUAL_ALPHABET, WordPieceModel.Settings.bert());
        }
    }

    /**
     * Trains on the counts, which may be empty; the model depends on them alone, not on the order in which they were
     * added.
     *
     * @param progress is told the number of tokens so far, after each merge
     * @throws IllegalArgumentException if the counts are too large to be summed
     */
    public static WordPieceModel train(WordCounts counts, Settings settings, LongConsumer progress) {
        LearnedPieces pieces = new LearnedPieces(settings, PieceAlphabet.of(counts, settings));
        WordSymbols symbols = symbols(counts, pieces, settings.model().longestWord());
        MergeLearner learner = new MergeLearner(pieces, symbols);
        while (pieces.size() < settings.vocabularySize() && learner.mergeMostFrequent(settings.minimumFrequency())) {
            progress.accept(pieces.size());
        }
        return new WordPieceModel(pieces.tokens(), settings.model());
    }

    /** The words' characters, words cut where a character has no token. */
    private static WordSymbols symbols(WordCounts counts, LearnedPieces pieces, int longestWord) {
        PartCounter parts = new PartCounter();
        counts.forEach((word, count) -> pieces.forEachPart(word, longestWord, (ids, size) -> parts.add(size)));
        WordSymbols symbols = new WordSymbols(pieces, parts.parts, parts.symbols);
        counts.forEach((word, count) ->
                pieces.forEachPart(word, longestWord, (ids, size) -> symbols.append(ids, size, count)));
        return symbols;
    }

    private static final class PartCounter {
        private int parts;
        private long symbols;

        void add(int size) {
            parts = Math.incrementExact(parts);
            symbols += size;
        }
    }
}
