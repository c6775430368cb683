package dev.millrace.tokenizer.unigram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The likeliest pieces of a text, over the text as a whole, piece by piece from a map, in single precision. */
final class ObviousViterbi {
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<UnigramPiece> pieces;
    private final int unknownId;
    private final float unknown;
    private int longest = 1;

    ObviousViterbi(List<UnigramPiece> pieces, int unknownId) {
        this.pieces = pieces;
        this.unknownId = unknownId;
        float least = Float.MAX_VALUE;
        for (int id = 0; id < pieces.size(); id++) {
            if (pieces.get(id).role() == UnigramPiece.Role.TEXT) {
                ids.put(pieces.get(id).content(), id);
                longest = Math.max(longest, pieces.get(id).content().length());
                least = Math.min(least, (float) pieces.get(id).score());
            }
        }
        unknown = least - 10f;
    }

    int[] encode(String text) {
        int[] codePoints = text.codePoints().toArray();
        float[] best = new float[codePoints.length + 1];
        int[] starts = new int[codePoints.length + 1];
        int[] last = new int[codePoints.length + 1];
        Arrays.fill(starts, -1);
        for (int start = 0; start < codePoints.length; start++) {
            for (int end = start + 1; end <= Math.min(codePoints.length, start + longest); end++) {
                Integer id = ids.get(new String(codePoints, start, end - start));
                if (id == null && end > start + 1) {
                    continue;
                }
                double sum = id == null
                        ? unknown + best[start]
                        : (double) (float) pieces.get(id).score() + best[start];
                if (starts[end] == -1 || sum > best[end]) {
                    best[end] = (float) sum;
                    starts[end] = start;
                    last[end] = id == null ? unknownId : id;
                }
            }
        }
        Deque<Integer> found = new ArrayDeque<>();
        for (int end = codePoints.length; end > 0; end = starts[end]) {
            if (last[end] != unknownId || found.isEmpty() || found.peek() != unknownId) {
                found.push(last[end]);
            }
        }
        return new ArrayList<>(found).stream().mapToInt(Integer::intValue).toArray();
    }
}
