package dev.millrace.pipeline.words;

/** Counts the sentences of a piece of text. An instance is used by one thread at a time. */
@FunctionalInterface
public interface SentenceCounter {
    int count(char[] text, int from, int to);
}
