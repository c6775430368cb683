package dev.millrace.tokenizer.unigram;

import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;

/**
 * Splits words of one thread. A text of several words is cut where no piece can cross, and pieces of a word seen lately
 * are taken from memory wherever rounding can't have made others of them.
 */
final class UnigramWords implements TokenModel.WordTokens {
    private final Boundary boundary;
    private final double[] scores;
    private final boolean single;
    private final Viterbi viterbi;
    private final WordMemory memory;
    private final PieceSink pieces;

    UnigramWords(UnigramModel model) {
        boundary = model.boundary();
        scores = model.scores();
        single = model.convention() == Convention.SENTENCEPIECE;
        viterbi = new Viterbi(model);
        memory = new WordMemory(model);
        pieces = new PieceSink(model);
    }

    @Override
    public void encode(byte[] utf8, int from, int to, TokenList out) {
        double sum = 0;
        pieces.begin(utf8, from, out);
        int at = from;
        while (at < to) {
            int end = boundary.end(utf8, at, to);
            int slot = memory.find(utf8, at, end, Math.abs(sum));
            if (slot >= 0) {
                sum = addKnown(slot, at, sum);
            } else {
                viterbi.run(utf8, at, end, sum);
                sum = viterbi.total();
                int size = end - at;
                for (int start = 0; start < size; start += viterbi.length(start)) {
                    pieces.add(viterbi.id(start), at + start + viterbi.length(start));
                }
            }
            at = end;
        }
        pieces.end();
    }

    private double addKnown(int slot, int at, double before) {
        double sum = before;
        int tokens = memory.size(slot);
        for (int i = 0; i < tokens; i++) {
            int id = memory.id(slot, i);
            pieces.add(id, at + memory.end(slot, i));
            sum = single ? (float) (scores[id] + sum) : scores[id] + sum;
        }
        return sum;
    }
}
