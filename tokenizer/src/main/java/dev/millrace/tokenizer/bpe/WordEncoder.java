package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.added.AddedTokenSplit;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.text.Utf8Buffer;

/** Encodes text without regard to added tokens, with buffers and a cache of its own. Not thread-safe. */
final class WordEncoder implements AddedTokenSplit.Sink {
    private final BpeModel model;
    private final WordSplit split;
    private final boolean prefixSpace;
    private final TokenIndex wholeWords;
    private final WordMerger merger;
    private final WordCache cache = new WordCache();
    private final Utf8Buffer utf8 = new Utf8Buffer();
    private final IdBuffer ids = new IdBuffer();

    /** @param wholeWords words that are tokens whatever the merges say */
    WordEncoder(BpeModel model, BpeSettings settings, PairRanks ranks, TokenIndex wholeWords) {
        this.model = model;
        this.wholeWords = wholeWords;
        split = settings.split();
        prefixSpace = settings.prefixSpace();
        merger = new WordMerger(ranks, model.merged());
    }

    @Override
    public void appendToken(int id) {
        ids.append(id);
    }

    @Override
    public void appendText(String text) {
        utf8.clear();
        if (prefixSpace && !text.isEmpty() && text.charAt(0) != ' ') {
            utf8.append(" ", 0, 1);
        }
        utf8.append(text, 0, text.length());
        byte[] bytes = utf8.bytes();
        int to = utf8.length();
        int from = 0;
        while (from < to) {
            int end = split.end(bytes, from, to);
            appendWord(bytes, from, end - from);
            from = end;
        }
    }

    /** The ids since the last call. */
    int[] take() {
        return ids.take();
    }

    private void appendWord(byte[] bytes, int from, int length) {
        if (length > WordCache.LONGEST) {
            merge(bytes, from, length);
        } else if (!cache.appendKnown(bytes, from, length, ids)) {
            int start = ids.size();
            merge(bytes, from, length);
            cache.remember(bytes, from, length, ids.array(), start, ids.size() - start);
        }
    }

    private void merge(byte[] bytes, int from, int length) {
        int whole = wholeWords.id(bytes, from, length);
        if (whole != TokenIndex.NONE) {
            ids.append(whole);
            return;
        }
        ids.reserve(length);
        int[] array = ids.array();
        int start = ids.size();
        for (int i = 0; i < length; i++) {
            array[start + i] = model.idOfByte(bytes[from + i]);
        }
        ids.resize(start + merger.merge(array, start, length));
    }
}
