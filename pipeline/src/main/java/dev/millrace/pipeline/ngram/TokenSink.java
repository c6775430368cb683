package dev.millrace.pipeline.ngram;

/** Takes the tokens of a text, sequence after sequence. */
public interface TokenSink {

    /** A token of the sequence, spelled {@code text[from, to)}; the array is used again. */
    void token(char[] text, int from, int to);

    /** The sequence, of at least one token, is over. */
    void end();
}
