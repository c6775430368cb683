package dev.millrace.tokenizer.charlevel;

import dev.millrace.tokenizer.added.AddedToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Chooses the characters that get tokens: those that occur, the most frequent ones where there are too many. */
public final class CharacterTrainer {
    private CharacterTrainer() {}

    /**
     * @param vocabularySize most tokens, special ones included
     * @param minimumFrequency least count of a character that gets a token
     * @param specialTokens get the first ids, in this order
     * @param unknownToken stands for characters without a token and gets the next id; absent: they can't be encoded
     */
    public record Settings(
            int vocabularySize, long minimumFrequency, List<String> specialTokens, Optional<String> unknownToken) {
        public Settings {
            specialTokens = List.copyOf(specialTokens);
            List<String> given = new ArrayList<>(specialTokens);
            unknownToken.ifPresent(given::add);
            for (String token : given) {
                if (token.codePointCount(0, token.length()) < 2) {
                    throw new IllegalArgumentException(
                            "Invalid special token: \"" + token + "\" (must be longer than one character)");
                }
            }
            if (new HashSet<>(given).size() < given.size()) {
                throw new IllegalArgumentException("Invalid special tokens: " + given + " (each must be given once)");
            }
            if (vocabularySize <= given.size()) {
                throw new IllegalArgumentException("Invalid vocabulary size: " + vocabularySize + " (must be > "
                        + given.size() + ", the number of special tokens)");
            }
            if (minimumFrequency < 1) {
                throw new IllegalArgumentException("Invalid minimum frequency: " + minimumFrequency + " (must be > 0)");
            }
        }
    }

    /**
     * Ids of characters follow those of the special tokens in code point order. Among characters that are as frequent
     * the smaller code point is chosen.
     */
    public static CharacterTokenizer train(CharacterCounts counts, Settings settings) {
        List<String> vocabulary = new ArrayList<>(settings.specialTokens());
        settings.unknownToken().ifPresent(vocabulary::add);
        List<AddedToken> added = new ArrayList<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            added.add(AddedToken.special(id, vocabulary.get(id)));
        }
        characters(counts, settings.minimumFrequency(), settings.vocabularySize() - vocabulary.size())
                .forEach(codePoint -> vocabulary.add(Character.toString(codePoint)));
        CharacterModel model =
                new CharacterModel(vocabulary, settings.unknownToken().orElse(CharacterModel.USUAL_UNKNOWN));
        return new CharacterTokenizer(model, CharacterSettings.plain(), added);
    }

    private static List<Integer> characters(CharacterCounts counts, long minimum, int most) {
        List<Counted> counted = new ArrayList<>();
        counts.forEach((codePoint, count) -> {
            if (count >= minimum) {
                counted.add(new Counted(codePoint, count));
            }
        });
        // stable: those that are as frequent stay in code point order
        counted.sort(Comparator.comparingLong(Counted::count).reversed());
        return counted.stream().limit(most).map(Counted::codePoint).sorted().toList();
    }

    private record Counted(int codePoint, long count) {}
}
