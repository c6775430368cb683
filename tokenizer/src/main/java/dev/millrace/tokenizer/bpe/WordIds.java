package dev.millrace.tokenizer.bpe;

/** Ids of one word at a time. Not thread-safe. */
interface WordIds {

    /**
     * Appends the ids of a word's tokens.
     *
     * @param to after the word's last byte, above {@code from}
     */
    void append(byte[] utf8, int from, int to, IdBuffer out);
}
