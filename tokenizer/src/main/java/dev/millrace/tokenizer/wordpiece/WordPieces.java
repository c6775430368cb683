package dev.millrace.tokenizer.wordpiece;

import dev.millrace.tokenizer.model.TokenList;
import dev.millrace.tokenizer.model.TokenModel;
import dev.millrace.tokenizer.text.Utf8;
import java.util.Arrays;
import java.util.OptionalInt;

/** Splits words by the trie, with a cache of words seen lately. */
final class WordPieces implements TokenModel.WordTokens {
    private final PieceTrie trie;
    private final PopLists lists;
    private final WordPieceModel.Settings settings;
    private final OptionalInt unknown;
    private final WordCache cache = new WordCache();
    private int[] pending = new int[16];
    private int end;

    WordPieces(WordPieceModel model) {
        trie = model.trie();
        lists = trie.lists();
        settings = model.settings();
        unknown = model.idOf(settings.unknownToken());
    }

    /** @throws IllegalArgumentException if the word is unknown and the vocabulary has no token for that */
    @Override
    public void encode(byte[] utf8, int from, int to, TokenList out) {
        if (!WordCache.fits(utf8, from, to)) {
            split(utf8, from, to, out);
        } else if (!cache.appendKnown(utf8, from, to, out)) {
            int start = out.size();
            split(utf8, from, to, out);
            cache.remember(utf8, from, to, out, start);
        }
    }

    private void split(byte[] utf8, int from, int to, TokenList out) {
        if (from == to) {
            return;
        }
        int start = out.size();
        end = from;
        if (isTooLong(utf8, from, to) || !match(utf8, from, to, out)) {
            out.truncate(start);
            out.add(
                    unknown.orElseThrow(() -> new IllegalArgumentException("The vocabulary has no token \""
                            + settings.unknownToken() + "\" for a word that it can't split")),
                    to);
        }
    }

    private boolean isTooLong(byte[] utf8, int from, int to) {
        return to - from > settings.longestWord() && Utf8.count(utf8, from, to) > settings.longestWord();
    }

    private boolean match(byte[] utf8, int from, int to, TokenList out) {
        int node = PieceTrie.BEGINNING;
        for (int at = from; at < to; at++) {
            int next = trie.child(node, utf8[at]);
            while (next == PieceTrie.NONE) {
                node = pop(node, out);
                if (node == PieceTrie.NONE) {
                    return false;
                }
                next = trie.child(node, utf8[at]);
            }
            node = next;
        }
        while (node != PieceTrie.CONTINUATION) {
            node = pop(node, out);
            if (node == PieceTrie.NONE) {
                return false;
            }
        }
        return true;
    }

    /** Appends the tokens that are certain, and goes on to what stands for the rest. */
    private int pop(int node, TokenList out) {
        int rest = trie.failure(node);
        if (rest == PieceTrie.NONE) {
            return PieceTrie.NONE;
        }
        int count = 0;
        for (int list = trie.popped(node); list != PopLists.EMPTY; list = lists.previous(list)) {
            if (count == pending.length) {
                pending = Arrays.copyOf(pending, 2 * count);
            }
            pending[count++] = list;
        }
        while (count > 0) {
            int list = pending[--count];
            end += lists.length(list);
            out.add(lists.token(list), end);
        }
        return rest;
    }
}
