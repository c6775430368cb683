package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.text.ByteSpelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The definition of byte-pair encoding, step by step over lists of tokens. */
final class ObviousMerges {
    private final Map<List<String>, Integer> ranks = new HashMap<>();

    ObviousMerges(BpeModel model) {
        for (int rank = 0; rank < model.merges(); rank++) {
            ranks.put(List.of(model.token(model.left(rank)), model.token(model.right(rank))), rank);
        }
    }

    /** Tokens of a word. */
    List<String> tokens(byte[] word) {
        List<String> tokens = new ArrayList<>();
        for (byte value : word) {
            tokens.add(String.valueOf(ByteSpelling.character(value)));
        }
        while (true) {
            int best = -1;
            int lowest = Integer.MAX_VALUE;
            for (int at = 0; at + 1 < tokens.size(); at++) {
                int rank = ranks.getOrDefault(tokens.subList(at, at + 2), Integer.MAX_VALUE);
                if (rank < lowest) {
                    lowest = rank;
                    best = at;
                }
            }
            if (best < 0) {
                return tokens;
            }
            tokens.set(best, tokens.get(best) + tokens.remove(best + 1));
        }
    }
}
