package dev.millrace.tokenizer.composed;

import dev.millrace.tokenizer.bpe.WordCounts;
import dev.millrace.tokenizer.normalizer.NormalizedText;
import dev.millrace.tokenizer.normalizer.Normalizer;
import dev.millrace.tokenizer.pretoken.PreTokenizer;
import dev.millrace.tokenizer.pretoken.Words;

/** Counts the words that a normaliser and a split make of texts: what a model is trained from. Not thread-safe. */
public final class WordCounter {
    private final Normalizer normalizer;
    private final PreTokenizer preTokenizer;
    private final NormalizedText text;
    private final Words words;

    public WordCounter(Normalizer normalizer, PreTokenizer preTokenizer) {
        this.normalizer = normalizer;
        this.preTokenizer = preTokenizer;
        text = preTokenizer.readsAlignment() ? NormalizedText.aligned() : NormalizedText.unaligned();
        words = new Words(text);
    }

    /** Counts every word of the text once more. */
    public void count(String content, WordCounts counts) {
        text.reset(content);
        normalizer.normalize(text);
        words.reset();
        preTokenizer.split(words);
        for (int word = 0; word < words.size(); word++) {
            counts.add(words.text().utf8(), words.start(word), words.end(word));
        }
    }
}
