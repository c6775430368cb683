package dev.millrace.tokenizer.wordpiece;

import dev.millrace.tokenizer.bpe.WordCounts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The characters that get tokens: the most frequent ones, the smaller code point first among equals. */
final class PieceAlphabet {
    private final List<Letter> letters;

    private PieceAlphabet(List<Letter> letters) {
        this.letters = letters;
    }

    /** @param continues whether it occurs within words, and so needs a second token */
    record Letter(int codePoint, long count, boolean continues) {
        private int tokens() {
            return continues ? 2 : 1;
        }
    }

    static PieceAlphabet of(WordCounts counts, WordPieceTrainer.Settings settings) {
        Map<Integer, Letter> letters = new TreeMap<>();
        counts.forEach((word, count) -> {
            int[] characters =
                    new String(word, StandardCharsets.UTF_8).codePoints().toArray();
            if (characters.length <= settings.model().longestWord()) {
                for (int i = 0; i < characters.length; i++) {
                    Letter letter = new Letter(characters[i], count, i > 0);
                    letters.merge(characters[i], letter, PieceAlphabet::sum);
                }
            }
        });
        List<Letter> byCount = new ArrayList<>(letters.values());
        // stable: those that are as frequent stay in code point order
        byCount.sort(Comparator.comparingLong(Letter::count).reversed());
        List<Letter> kept = new ArrayList<>();
        int room = settings.vocabularySize() - settings.specialTokens().size();
        for (Letter letter : byCount) {
            room -= letter.tokens();
            if (room < 0 || kept.size() == settings.alphabetSize()) {
                break;
            }
            kept.add(letter);
        }
        kept.sort(Comparator.comparingInt(Letter::codePoint));
        return new PieceAlphabet(kept);
    }

    /** Ascending. */
    List<Letter> letters() {
        return letters;
    }

    private static Letter sum(Letter a, Letter b) {
        try {
            return new Letter(a.codePoint(), Math.addExact(a.count(), b.count()), a.continues() || b.continues());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("Counts of words are too large to be summed", e);
        }
    }
}
