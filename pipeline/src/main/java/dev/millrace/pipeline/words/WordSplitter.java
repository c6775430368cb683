package dev.millrace.pipeline.words;

/** Finds the words of a text. An instance is used by one thread at a time. */
@FunctionalInterface
public interface WordSplitter {

    /** Adds the words of {@code text[from, to)} to {@code words}, in order, none of them empty. */
    void split(char[] text, int from, int to, Spans words);
}
