package dev.millrace.tokenizer.bpe;

import java.util.Arrays;

/**
 * Finds the tokens of a word without merging: the longest that fits each time, and where none fits beside the one
 * before, that one gives way to a shorter one. The outcome is that of the merges, as the only row of tokens in which
 * every two neighbours stay apart. No place is left twice, so that time is linear in the word, times the longest
 * token's bytes at worst. Not thread-safe.
 *
 * @see <a href="https://github.com/github/rust-gems/tree/main/crates/bpe">van Antwerpen, Neubeck: So many tokens, so
 *     little time</a>
 */
final class WordParser {
    private static final int KEPT = 1 << 14;

    private final LongestMatch match;
    private final RepeatedByte repeated;
    private final Neighbours neighbours;
    private long[] dead = new long[1]; // places that no row of tokens passes through, a bit each

    WordParser(LongestMatch match, Neighbours neighbours) {
        this.match = match;
        repeated = new RepeatedByte(match);
        this.neighbours = neighbours;
    }

    /**
     * Writes the tokens' numbers.
     *
     * @param out with room for as many as the word has bytes, from {@code start}
     * @return how many there are
     */
    int parse(byte[] utf8, int from, int to, int[] out, int start) {
        clear(to - from);
        repeated.startWord();
        int at = from;
        int end = start; // of the tokens in out
        int token = repeated.longest(utf8, from, to);
        while (true) {
            if (at > from && token != MergeForest.NONE) {
                token = neighbours.longestBeside(out[end - 1], token, utf8[at - 1], utf8[at]);
            }
            if (token == MergeForest.NONE) {
                kill(at - from);
                token = out[--end];
                at -= match.length(token);
                token = match.prefix(token);
            } else if (isDead(at + match.length(token) - from)) {
                token = match.prefix(token);
            } else {
                out[end++] = token;
                at += match.length(token);
                if (at == to) {
                    return end - start;
                }
                token = repeated.longest(utf8, at, to);
            }
        }
    }

    private boolean isDead(int place) {
        return (dead[place >> 6] & 1L << place) != 0;
    }

    private void kill(int place) {
        dead[place >> 6] |= 1L << place;
    }

    private void clear(int length) {
        int words = (length >> 6) + 1;
        if (words > dead.length || (dead.length > KEPT && words <= KEPT)) {
            dead = new long[words];
        } else {
            Arrays.fill(dead, 0, words, 0);
        }
    }
}
