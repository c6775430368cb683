package dev.millrace.tokenizer.sentencepiece;

import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.text.Utf8;
import dev.millrace.tokenizer.trie.DoubleArray;
import java.util.Arrays;

/** Merges the symbols of a word, for one thread. Time n log n in the word's length. */
final class BpePieceWords implements TokenModel.WordTokens {
    private final BpePieces model;
    private final PieceMerges merges;
    private final LongHeap heap = new LongHeap();

    // symbols of the word at the place where each begins; what is merged into the one before it has length 0
    private int[] symbols = new int[64];
    private int[] lengths = new int[64];
    private int[] next = new int[64];
    private int[] previous = new int[64];
    private int[] candidates = new int[64]; // piece of the symbol and the one after it
    private boolean[] frozen = new boolean[64];

    BpePieceWords(BpePieces model) {
        this.model = model;
        merges = model.merges();
    }

    @Override
    public void encode(byte[] utf8, int from, int to, TokenList out) {
        if (from == to) {
            return;
        }
        int count = readSymbols(utf8, from, to);
        heap.clear();
        for (int i = 0; i + 1 < count; i++) {
            consider(i);
        }
        while (!heap.isEmpty()) {
            long top = heap.poll();
            int left = (int) top;
            int piece = candidates[left];
            if (lengths[left] > 0 && piece >= 0 && merges.priority(piece) == (int) (top >> Integer.SIZE)) {
                merge(left, piece);
            }
        }
        write(utf8, from, count, out);
    }

    private int readSymbols(byte[] utf8, int from, int to) {
        int count = 0;
        int at = from;
        while (at < to) {
            reserve(count + 1);
            int whole = userDefinedLength(utf8, at, to);
            int length = whole > 0 ? whole : Math.min(Utf8.length(utf8[at]), to - at);
            frozen[count] = whole > 0;
            symbols[count] = whole > 0
                    ? model.userDefined().valueOf(utf8, at, at + length)
                    : model.symbolOf(utf8, at, at + length);
            lengths[count] = length;
            previous[count] = count - 1;
            next[count] = count + 1;
            candidates[count] = BpePieces.NONE;
            at += length;
            count++;
        }
        next[count - 1] = BpePieces.NONE;
        return count;
    }

    private int userDefinedLength(byte[] utf8, int from, int to) {
        DoubleArray trie = model.userDefined();
        int[] units = trie.units();
        int base = trie.root();
        int longest = 0;
        for (int i = from; i < to; i++) {
            int label = utf8[i] & 0xFF;
            int unit = units[base ^ label];
            if (label == 0 || !DoubleArray.leads(unit, label)) {
                break;
            }
            base = DoubleArray.next(base ^ label, unit);
            longest = DoubleArray.ends(unit) ? i + 1 - from : longest;
        }
        return longest;
    }

    private void consider(int left) {
        int right = next[left];
        candidates[left] =
                right < 0 || frozen[left] || frozen[right] ? BpePieces.NONE : merges.of(symbols[left], symbols[right]);
        if (candidates[left] >= 0) {
            heap.add(((long) merges.priority(candidates[left]) << Integer.SIZE) | left);
        }
    }

    private void merge(int left, int piece) {
        int right = next[left];
        symbols[left] = piece;
        lengths[left] += lengths[right];
        lengths[right] = 0;
        next[left] = next[right];
        if (next[left] >= 0) {
            previous[next[left]] = left;
        }
        if (previous[left] >= 0) {
            consider(previous[left]);
        }
        consider(left);
    }

    private void write(byte[] utf8, int from, int count, TokenList out) {
        int end = from;
        int unknownFrom = BpePieces.NONE;
        for (int symbol = 0; symbol >= 0 && symbol < count; symbol = next[symbol]) {
            int start = end;
            end += lengths[symbol];
            int id = model.token(symbols[symbol] >= 0, symbols[symbol]);
            if (id != model.unknownId()) {
                unknownFrom = BpePieces.NONE;
                out.add(id, end);
            } else if (model.idOfByte((byte) 0) != BpePieces.NONE) {
                for (int i = start; i < end; i++) {
                    out.add(model.idOfByte(utf8[i]), i + 1);
                }
            } else {
                // unknown characters in a row are one token
                if (unknownFrom != BpePieces.NONE) {
                    out.truncate(out.size() - 1);
                }
                unknownFrom = start;
                out.add(id, end);
            }
        }
    }

    private void reserve(int count) {
        if (count > symbols.length) {
            int size = 2 * symbols.length;
            symbols = Arrays.copyOf(symbols, size);
            lengths = Arrays.copyOf(lengths, size);
            next = Arrays.copyOf(next, size);
            previous = Arrays.copyOf(previous, size);
            candidates = Arrays.copyOf(candidates, size);
            frozen = Arrays.copyOf(frozen, size);
        }
    }
}
