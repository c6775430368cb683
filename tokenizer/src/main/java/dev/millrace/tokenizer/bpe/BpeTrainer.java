package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.added.AddedToken;
import dev.millrace.tokenizer.text.ByteSpelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Learns byte-level BPE merges: again and again the pair of tokens that stand side by side most often becomes a token;
 * among equals the pair with the smaller left id, then the smaller right id. The merges and ids are those of Hugging
 * Face's {@code BpeTrainer} with the whole byte alphabet, except that text never merges into a special token.
 *
 * @see <a href="https://arxiv.org/abs/1508.07909">Sennrich, Haddow, Birch: Neural machine translation of rare words
 *     with subword units</a>
 */
public final class BpeTrainer {
    private static final int BYTES = 256;

    private BpeTrainer() {}

    /**
     * @param vocabularySize most tokens, special ones and the 256 bytes included; a corpus with too few pairs yields
     *     fewer
     * @param minimumFrequency least count of a pair that is merged
     * @param specialTokens get the first ids, in this order
     */
    public record Settings(int vocabularySize, long minimumFrequency, List<String> specialTokens) {
        public Settings {
            specialTokens = List.copyOf(specialTokens);
            Set<String> distinct = new HashSet<>();
            for (String token : specialTokens) {
                if (token.isEmpty() || ByteSpelling.isOneByte(token) || !distinct.add(token)) {
                    throw new IllegalArgumentException("Invalid special token: \"" + token
                            + "\" (must be longer than one byte's character and given once)");
                }
            }
            if (vocabularySize < BYTES + specialTokens.size()) {
                throw new IllegalArgumentException("Invalid vocabulary size: " + vocabularySize + " (must be >= "
                        + (BYTES + specialTokens.size()) + ": 256 bytes and " + specialTokens.size()
                        + " special tokens)");
            }
            if (minimumFrequency < 1) {
                throw new IllegalArgumentException("Invalid minimum frequency: " + minimumFrequency + " (must be > 0)");
            }
        }
    }

    /**
     * Trains on the counts, which may be empty; the tokenizer depends on them alone, not on the order in which they
     * were added.
     *
     * @param progress is told the number of tokens so far, after each merge
     * @throws IllegalArgumentException if the counts are too large to be summed
     */
    public static BpeTokenizer train(WordCounts counts, Settings settings, LongConsumer progress) {
        LearnedVocabulary vocabulary = new LearnedVocabulary(settings.specialTokens());
        MergeLearner learner = new MergeLearner(vocabulary, symbols(vocabulary, counts));
        while (vocabulary.size() < settings.vocabularySize()
                && learner.mergeMostFrequent(settings.minimumFrequency())) {
            progress.accept(vocabulary.size());
        }
        List<AddedToken> added = new ArrayList<>();
        for (String token : settings.specialTokens()) {
            added.add(AddedToken.special(added.size(), token));
        }
        return new BpeTokenizer(vocabulary.model(), BpeSettings.of(counts.split()), added);
    }

    private static WordSymbols symbols(LearnedVocabulary vocabulary, WordCounts counts) {
        WordSymbols symbols = new WordSymbols(vocabulary, counts.size(), counts.byteLength());
        counts.forEach((word, count) -> {
            int[] ids = new int[word.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = vocabulary.idOfByte(word[i]);
            }
            symbols.append(ids, ids.length, count);
        });
        return symbols;
    }
}
