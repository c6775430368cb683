package dev.millrace.tokenizer.composed;

/** Takes what a text is made into, token by token. */
interface TokenSink {

    /**
     * A token that was found in the text as it is.
     *
     * @param start first UTF-16 character
     * @param end after its last
     */
    void added(int id, String content, int start, int end);

    /** A piece of the text has been split into words, and those into tokens. */
    void tokens(EncodedPiece piece);
}
