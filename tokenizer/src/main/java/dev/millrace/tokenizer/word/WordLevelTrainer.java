package dev.millrace.tokenizer.word;

import dev.millrace.tokenizer.bpe.WordCounts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes tokens of the most frequent words; among equals the one that sorts first by code points. The vocabulary is that
 * of Hugging Face's {@code WordLevelTrainer}.
 */
public final class WordLevelTrainer {
    private WordLevelTrainer() {}

    /**
     * @param vocabularySize most tokens, special ones included
     * @param minimumFrequency least count of a word that gets a token
     * @param specialTokens get the first ids, in this order
     * @param unknownToken stands for words without a token; one of the special tokens, or such words can't be encoded
     */
    public record Settings(int vocabularySize, long minimumFrequency, List<String> specialTokens, String unknownToken) {
        public Settings {
            specialTokens = List.copyOf(specialTokens);
            if (specialTokens.contains("") || new HashSet<>(specialTokens).size() < specialTokens.size()) {
                throw new IllegalArgumentException(
                        "Invalid special tokens: " + specialTokens + " (none may be empty or given twice)");
            }
            if (vocabularySize <= specialTokens.size()) {
                throw new IllegalArgumentException("Invalid vocabulary size: " + vocabularySize + " (must be > "
                        + specialTokens.size() + ", the number of special tokens)");
            }
            if (minimumFrequency < 1) {
                throw new IllegalArgumentException("Invalid minimum frequency: " + minimumFrequency + " (must be > 0)");
            }
        }
    }

    /** Trains on the counts, which may be empty; the model depends on them alone, not on their order. */
    public static WordLevelModel train(WordCounts counts, Settings settings) {
        List<Counted> counted = new ArrayList<>();
        counts.forEach((word, count) -> {
            if (count >= settings.minimumFrequency()) {
                counted.add(new Counted(word, count));
            }
        });
        counted.sort(Comparator.naturalOrder());
        List<String> vocabulary = new ArrayList<>(settings.specialTokens());
        Set<String> known = new HashSet<>(settings.specialTokens());
        for (Counted word : counted) {
            if (vocabulary.size() == settings.vocabularySize()) {
                break;
            }
            String token = new String(word.utf8, StandardCharsets.UTF_8);
            if (known.add(token)) {
                vocabulary.add(token);
            }
        }
        return new WordLevelModel(vocabulary, settings.unknownToken());
    }

    private static final class Counted implements Comparable<Counted> {
        private final byte[] utf8;
        private final long count;

        Counted(byte[] utf8, long count) {
            this.utf8 = utf8;
            this.count = count;
        }

        @Override
        public int compareTo(Counted other) {
            // bytes of UTF-8 sort as code points do
            return count != other.count ? Long.compare(other.count, count) : Arrays.compareUnsigned(utf8, other.utf8);
        }
    }
}
