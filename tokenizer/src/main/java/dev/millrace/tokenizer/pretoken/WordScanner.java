package dev.millrace.tokenizer.pretoken;

import dev.millrace.tokenizer.text.Utf8Buffer;

/** Finds the end of the word that begins at a place. */
interface WordScanner {

    /**
     * @param utf8 valid UTF-8 between {@code from} and {@code to}, and {@value Utf8Buffer#PADDING} bytes or more after it
     * @param from first byte of a character, below {@code to}
     * @return end of the word, exclusive; above {@code from}
     */
    int end(byte[] utf8, int from, int to);
}
