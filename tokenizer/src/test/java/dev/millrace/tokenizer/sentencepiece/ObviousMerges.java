package dev.millrace.tokenizer.sentencepiece;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SentencePiece's BPE on lists of texts: the best neighbours are looked for anew each time. */
final class ObviousMerges {
    private ObviousMerges() {}

    static int[] encode(ModelFile file, String raw) {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < file.pieces().size(); id++) {
            if (file.pieces().get(id).type() == PieceType.NORMAL) {
                ids.put(file.pieces().get(id).content(), id);
            }
        }
        List<String> symbols = new ArrayList<>();
        String text = raw.strip().replaceAll(" +", "▁");
        if (!text.isEmpty()) {
            ("▁" + text).codePoints().mapToObj(Character::toString).forEach(symbols::add);
        }
        while (true) {
            int best = -1;
            float score = 0;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                Integer id = ids.get(symbols.get(i) + symbols.get(i + 1));
                if (id != null && (best < 0 || file.pieces().get(id).score() > score)) {
                    best = i;
                    score = file.pieces().get(id).score();
                }
            }
            if (best < 0) {
                break;
            }
            symbols.set(best, symbols.get(best) + symbols.remove(best + 1));
        }
        List<Integer> found = new ArrayList<>();
        for (String symbol : symbols) {
            int id = ids.getOrDefault(symbol, 0);
            if (id != 0 || found.isEmpty() || found.get(found.size() - 1) != 0) {
                found.add(id);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
