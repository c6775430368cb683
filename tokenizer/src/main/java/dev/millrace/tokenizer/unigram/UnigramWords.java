package dev.millrace.tokenizer.unigram;

import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;

/**
 * Splits words of one thread. A text of several words is cut where no piece can cross, and pieces of a word seen lately
 * are taken from memory wherever rounding can't have made others of them.
 */
final class UnigramWords implements TokenModel.WordTokens {
    private final UnigramModel model;
    private final Boundary boundary;
    private final double[] scores;
    private final boolean single;
    private final boolean looksUpRuns;
    private final Viterbi viterbi;
    private final WordMemory memory;
    private final int unknownId;

    UnigramWords(UnigramModel model) {
        this.model = model;
        boundary = model.boundary();
        scores = model.scores();
        single = model.convention() == Convention.SENTENCEPIECE;
        looksUpRuns = model.convention() == Convention.HUGGING_FACE;
        viterbi = new Viterbi(model);
        memory = new WordMemory(model);
        unknownId = model.unknownId();
    }

    @Override
    public void encode(byte[] utf8, int from, int to, TokenList out) {
        double sum = 0;
        int unknownFrom = to; // where a run of unknown characters, not told yet, begins
        int at = from;
        while (at < to) {
            int end = boundary.end(utf8, at, to);
            int slot = memory.find(utf8, at, end, Math.abs(sum));
            if (slot >= 0) {
                if (unknownFrom < at) {
                    addUnknown(utf8, unknownFrom, at, out);
                    unknownFrom = to;
                }
                sum = addKnown(slot, at, sum, out);
            } else {
                viterbi.run(utf8, at, end, sum);
                sum = viterbi.total();
                int size = end - at;
                for (int start = 0; start < size; start += viterbi.length(start)) {
                    int id = viterbi.id(start);
                    if (id == unknownId) {
                        unknownFrom = Math.min(unknownFrom, at + start);
                        continue;
                    }
                    if (unknownFrom < at + start) {
                        addUnknown(utf8, unknownFrom, at + start, out);
                        unknownFrom = to;
                    }
                    out.add(id, at + start + viterbi.length(start));
                }
            }
            at = end;
        }
        if (unknownFrom < to) {
            addUnknown(utf8, unknownFrom, to, out);
        }
    }

    private double addKnown(int slot, int at, double before, TokenList out) {
        double sum = before;
        int tokens = memory.size(slot);
        for (int i = 0; i < tokens; i++) {
            int id = memory.id(slot, i);
            out.add(id, at + memory.end(slot, i));
            sum = single ? (float) (scores[id] + sum) : scores[id] + sum;
        }
        return sum;
    }

    private void addUnknown(byte[] utf8, int from, int to, TokenList out) {
        int whole = looksUpRuns ? model.idOf(utf8, from, to) : UnigramModel.NONE;
        if (whole != UnigramModel.NONE || !model.hasByteFallback() || !hasBytes(utf8, from, to)) {
            out.add(whole == UnigramModel.NONE ? unknownId : whole, to);
            return;
        }
        for (int i = from; i < to; i++) {
            out.add(model.idOfByte(utf8[i]), i + 1);
        }
    }

    private boolean hasBytes(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            if (model.idOfByte(utf8[i]) == UnigramModel.NONE) {
                return false;
            }
        }
        return true;
    }
}
