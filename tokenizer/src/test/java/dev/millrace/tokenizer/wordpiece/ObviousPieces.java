package dev.millrace.tokenizer.wordpiece;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Counts all pairs anew for each merge, on lists of strings. */
final class ObviousPieces {
    private ObviousPieces() {}

    /** A token where it stands: whether it begins its word tells equal contents apart. */
    private record Piece(String text, boolean begins) {
        String token(String prefix) {
            return begins ? text : prefix + text;
        }
    }

    static List<String> learn(Map<String, Long> counts, WordPieceTrainer.Settings settings) {
        String prefix = settings.model().continuingPrefix();
        List<String> tokens = new ArrayList<>(settings.specialTokens());
        Map<String, List<Piece>> words = new HashMap<>();
        Map<String, Piece> known = new HashMap<>();
        TreeSet<String> letters = new TreeSet<>();
        TreeSet<String> continuing = new TreeSet<>();
        counts.keySet().forEach(word -> {
            List<Piece> pieces = new ArrayList<>();
            for (String c : word.split("")) {
                letters.add(c);
                if (!pieces.isEmpty()) {
                    continuing.add(prefix + c);
                }
                Piece piece = new Piece(c, pieces.isEmpty() || prefix.isEmpty());
                pieces.add(piece);
                known.put(piece.token(prefix), piece);
            }
            words.put(word, pieces);
        });
        tokens.addAll(letters);
        continuing.stream().filter(token -> !tokens.contains(token)).forEach(tokens::add);
        List<List<Piece>> refused = new ArrayList<>();
        while (tokens.size() < settings.vocabularySize()) {
            List<Piece> best = best(words, counts, tokens, prefix, refused, settings.minimumFrequency());
            if (best.isEmpty()) {
                break;
            }
            Piece merged = new Piece(
                    best.get(0).text() + best.get(1).text(), best.get(0).begins());
            String token = merged.token(prefix);
            boolean special = settings.specialTokens().contains(token);
            if (special || !known.getOrDefault(token, merged).equals(merged)) {
                refused.add(best);
                continue;
            }
            if (known.put(token, merged) == null) {
                tokens.add(token);
            }
            words.values().forEach(pieces -> merge(pieces, best, merged));
        }
        return tokens;
    }

    private static List<Piece> best(
            Map<String, List<Piece>> words,
            Map<String, Long> counts,
            List<String> tokens,
            String prefix,
            List<List<Piece>> refused,
            long minimum) {
        Map<List<Piece>, Long> pairs = new HashMap<>();
        words.forEach((word, pieces) -> {
            for (int i = 0; i + 1 < pieces.size(); i++) {
                pairs.merge(List.copyOf(pieces.subList(i, i + 2)), counts.get(word), Long::sum);
            }
        });
        List<Piece> best = List.of();
        long[] bestKey = {};
        for (Map.Entry<List<Piece>, Long> pair : pairs.entrySet()) {
            long[] key = {
                -pair.getValue(),
                tokens.indexOf(pair.getKey().get(0).token(prefix)),
                tokens.indexOf(pair.getKey().get(1).token(prefix))
            };
            boolean better = bestKey.length == 0 || Arrays.compare(key, bestKey) < 0;
            if (pair.getValue() >= minimum && !refused.contains(pair.getKey()) && better) {
                best = pair.getKey();
                bestKey = key;
            }
        }
        return best;
    }

    private static void merge(List<Piece> pieces, List<Piece> pair, Piece merged) {
        for (int i = 0; i + 1 < pieces.size(); i++) {
            if (pieces.get(i).equals(pair.get(0)) && pieces.get(i + 1).equals(pair.get(1))) {
                pieces.remove(i);
                pieces.set(i, merged);
            }
        }
    }
}
