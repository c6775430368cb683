package dev.millrace.tokenizer.bpe;

import dev.millrace.tokenizer.added.AddedTokenSplit;
import dev.millrace.tokenizer.pretoken.WordSplit;
import dev.millrace.tokenizer.text.Utf8Buffer;
import dev.millrace.tokenizer.text.WellFormed;

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
        appendWords(utf8.bytes(), utf8.bytes(), utf8.length());
    }

    /** Appends bytes, UTF-8 or not. One that is part of no character counts as a symbol where words are split. */
    void appendBytes(byte[] source, int from, int to) {
        utf8.clear();
        if (prefixSpace && from < to && source[from] != ' ') {
            utf8.append(" ", 0, 1);
        }
        utf8.append(source, from, to);
        int length = utf8.length();
        byte[] characters = utf8.bytes();
        if (WellFormed.replaceOthers(characters, length) == 0) {
            appendWords(characters, characters, length);
            return;
        }
        byte[] bytes = characters.clone();
        System.arraycopy(source, from, bytes, length - (to - from), to - from);
        appendWords(characters, bytes, length);
    }

    /** The ids since the last call. */
    int[] take() {
        return ids.take();
    }

    /** @param characters by which the words are split */
    private void appendWords(byte[] characters, byte[] bytes, int to) {
        int from = 0;
        while (from < to) {
            int end = split.end(characters, from, to);
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
