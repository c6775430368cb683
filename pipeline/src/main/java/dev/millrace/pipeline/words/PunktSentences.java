package dev.millrace.pipeline.words;

import java.util.List;

/**
 * Counts the sentences that NLTK's Punkt tokenizer finds with a model (Kiss, Strunk 2006; NLTK 3.8, tokenize/punkt.py),
 * closing quotes and brackets put with the sentence before them.
 */
final class PunktSentences implements SentenceCounter {
    private final PunktModel model;

    PunktSentences(PunktModel model) {
        this.model = model;
    }

    @Override
    public int count(char[] text, int from, int to) {
        int end = to;
        while (end > from && WhiteSpace.is(text[end - 1])) {
            end--;
        }
        if (end == from) {
            return 0;
        }
        Slices slices = new Slices(text, from, end);
        Candidate before = null;
        for (Candidate next = candidate(text, from, from, from, to);
                next != null;
                next = candidate(text, next.mark() + 1, next.word(), next.mark(), to)) {
            // of candidates within one run of characters, the last decides
            if (before != null && before.mark() <= next.word()) {
                slices.end(before, to);
            }
            before = next;
        }
        if (before != null) {
            slices.end(before, to);
        }
        return slices.count();
    }

    /**
     * A mark that may end a sentence.
     *
     * @param word where the characters without white space before it begin
     * @param after where what follows without white space begins
     */
    private record Candidate(int word, int mark, int after) {}

    /** The next {@code [.?!]} before {@code [)";}\]*:@'({\[?!]} or before white space and something more. */
    private static Candidate candidate(char[] text, int from, int lastWord, int lastMark, int to) {
        for (int at = from; at < to - 1; at++) {
            if (text[at] != '.' && text[at] != '?' && text[at] != '!') {
                continue;
            }
            int after = at + 1;
            while (after < to && WhiteSpace.is(text[after])) {
                after++;
            }
            boolean follows = after == at + 1 ? PunktWords.stands(text[after]) : after < to;
            if (follows) {
                int space = at - 1;
                while (space > lastMark && !asciiSpace(text[space])) {
                    space--;
                }
                return new Candidate(space > lastMark ? space + 1 : lastWord, at, after);
            }
        }
        return null;
    }

    private static boolean asciiSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** Sentences so far, as ends are found. */
    private final class Slices {
        private final char[] text;
        private final int to;
        private int sentence;
        private int count;

        Slices(char[] text, int from, int to) {
            this.text = text;
            this.to = to;
            this.sentence = from;
        }

        void end(Candidate candidate, int limit) {
            int after = candidate.after();
            int context = after + 1;
            boolean spaced = after > candidate.mark() + 1;
            while (spaced && context < limit && !WhiteSpace.is(text[context])) {
                context++;
            }
            if (ends(PunktWords.of(text, candidate.word(), context, model))) {
                close(candidate.mark() + 1, spaced ? after : candidate.mark() + 1);
            }
        }

        /** A sentence ends, and the next begins; closing marks at the latter's start are the former's. */
        private void close(int end, int next) {
            int closing = closing(next);
            count += closing > 0 || end > sentence ? 1 : 0;
            sentence = next + closing;
        }

        int count() {
            return count + (to > sentence ? 1 : 0);
        }

        /** Length of {@code ["')\]}]+?(\s+ | (?=--) | $)} at a position; 0 without. */
        private int closing(int from) {
            int at = from;
            while (at < to && "\"')]}".indexOf(text[at]) >= 0) {
                at++;
                int space = at;
                while (space < to && WhiteSpace.is(text[space])) {
                    space++;
                }
                boolean dashes = at + 1 < to && text[at] == '-' && text[at + 1] == '-';
                if (space > at || at == to || dashes) {
                    return space - from;
                }
            }
            return 0;
        }
    }

    /** Whether a token that ends a sentence comes before another. */
    private boolean ends(List<PunktToken> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (model.ends(tokens.get(i), tokens.get(i + 1))) {
                return true;
            }
        }
        return false;
    }
}
