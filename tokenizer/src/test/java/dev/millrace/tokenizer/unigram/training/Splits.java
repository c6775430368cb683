package dev.millrace.tokenizer.unigram.training;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Small corpora, and every way to split a word. */
final class Splits {
    private Splits() {}

    static SpanCounts counts(String... words) {
        SpanCounts counts = new SpanCounts();
        for (String word : words) {
            counts.add(word.getBytes(StandardCharsets.UTF_8), 1);
        }
        return counts;
    }

    /** Words of few letters, so that substrings come back. */
    static List<String> words(long seed, int number) {
        Random random = new Random(seed);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            words.add(random.ints(1 + random.nextInt(9), 0, 4)
                    .mapToObj(letter -> "▁abé".substring(letter, letter + 1))
                    .collect(Collectors.joining()));
        }
        return words;
    }

    static List<List<String>> all(String word) {
        List<List<String>> splits = new ArrayList<>();
        if (word.isEmpty()) {
            splits.add(List.of());
        }
        for (int end = 1; end <= word.length(); end++) {
            for (List<String> rest : all(word.substring(end))) {
                List<String> split = new ArrayList<>();
                split.add(word.substring(0, end));
                split.addAll(rest);
                splits.add(split);
            }
        }
        return splits;
    }

    static String text(PieceSet pieces, int piece) {
        int[] codePoints = pieces.codePoints(piece);
        return new String(codePoints, 0, codePoints.length);
    }
}
