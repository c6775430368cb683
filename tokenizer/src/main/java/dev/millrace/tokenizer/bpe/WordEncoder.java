package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.added.AddedTokenSplit;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.text.Utf8Buffer;

/** Encodes text without regard to added tokens, with buffers and a cache of its own. Not thread-safe. */
final class WordEncoder implements AddedTokenSplit.Sink {
    private final WordSplit split;
    private final boolean prefixSpace;
    private final WordIds words;
    private final WordCache cache = new WordCache();
    private final Utf8Buffer utf8 = new Utf8Buffer();
    private final IdBuffer ids = new IdBuffer();

    WordEncoder(BpeSettings settings, WordIds words) {
        this.words = words;
        split = settings.split();
        prefixSpace = settings.prefixSpace();
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
        appendWords(utf8.bytes(), utf8.length());
    }

    /** The ids since the last call. */
    int[] take() {
        return ids.take();
    }

    private void appendWords(byte[] bytes, int to) {
        int from = 0;
        while (from < to) {
            int end = split.end(bytes, from, to);
            appendWord(bytes, from, end - from);
            from = end;
        }
    }

    private void appendWord(byte[] bytes, int from, int length) {
        if (length > WordCache.LONGEST) {
            words.append(bytes, from, from + length, ids);
        } else if (!cache.appendKnown(bytes, from, length, ids)) {
            int start = ids.size();
            words.append(bytes, from, from + length, ids);
            cache.remember(bytes, from, length, ids.array(), start, ids.size() - start);
        }
    }
}
