package dev.millrace.tokenizer.unigram;

import dev.millrace.tokenizer.model.TokenList;

/** Turns pieces into tokens: unknown ones in a row become one, or those of their bytes. */
final class PieceSink {
    private static final int NOWHERE = -1;

    private final UnigramModel model;
    private final int unknownId;
    private final boolean looksUpRuns;
    private byte[] utf8 = {};
    private TokenList out = new TokenList();
    private int unknownFrom = NOWHERE;
    private int at;

    PieceSink(UnigramModel model) {
        this.model = model;
        unknownId = model.unknownId();
        looksUpRuns = model.convention() == Convention.HUGGING_FACE;
    }

    /** Begins with another text, whose first piece begins at {@code from}. */
    void begin(byte[] text, int from, TokenList tokens) {
        utf8 = text;
        out = tokens;
        unknownFrom = NOWHERE;
        at = from;
    }

    /** Adds the next piece. */
    void add(int id, int end) {
        if (id == unknownId) {
            unknownFrom = unknownFrom == NOWHERE ? at : unknownFrom;
        } else {
            if (unknownFrom != NOWHERE) {
                endRun();
            }
            out.add(id, end);
        }
        at = end;
    }

    /** Ends the text. */
    void end() {
        if (unknownFrom != NOWHERE) {
            endRun();
        }
        utf8 = new byte[0];
        out = new TokenList();
    }

    private void endRun() {
        int from = unknownFrom;
        unknownFrom = NOWHERE;
        int whole = looksUpRuns ? model.idOf(utf8, from, at) : UnigramModel.NONE;
        if (whole != UnigramModel.NONE || !hasBytes(from)) {
            out.add(whole == UnigramModel.NONE ? unknownId : whole, at);
            return;
        }
        for (int i = from; i < at; i++) {
            out.add(model.idOfByte(utf8[i]), i + 1);
        }
    }

    private boolean hasBytes(int from) {
        for (int i = from; i < at; i++) {
            if (model.idOfByte(utf8[i]) == UnigramModel.NONE) {
                return false;
            }
        }
        return true;
    }
}
