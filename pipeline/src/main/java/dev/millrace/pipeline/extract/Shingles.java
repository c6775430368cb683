package dev.millrace.pipeline.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Runs of three words of a text, to tell whether another text is part of it. */
final class Shingles {
    private static final int WORDS = 3;

    private final Set<Long> hashes;

    private Shingles(Set<Long> hashes) {
        this.hashes = hashes;
    }

    static Shingles of(String text) {
        return new Shingles(new HashSet<>(hashes(text)));
    }

    int size() {
        return hashes.size();
    }

    /** Share of another text's shingles that are here too, 0 to 1; NaN when it has none. */
    double share(String text) {
        List<Long> others = hashes(text);
        return others.isEmpty()
                ? Double.NaN
                : others.stream().filter(hashes::contains).count() / (double) others.size();
    }

    private static List<Long> hashes(String text) {
        List<Long> words = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        long word = 0;
        for (int i = 0; i <= lower.length(); i++) {
            char c = i < lower.length() ? lower.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                word = word * 1_000_003 + c;
                if (Character.isIdeographic(c)) {
                    words.add(word);
                    word = 0;
                }
            } else if (word != 0) {
                words.add(word);
                word = 0;
            }
        }
        List<Long> shingles = new ArrayList<>();
        for (int i = 0; i + WORDS <= words.size(); i++) {
            shingles.add((words.get(i) * 31 + words.get(i + 1)) * 1_000_000_007L + words.get(i + 2));
        }
        return shingles;
    }
}
