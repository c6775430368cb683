package dev.millrace.pipeline.pii;

import dev.millrace.pipeline.words.Spans;

/** Finds one kind of personal data. */
@FunctionalInterface
interface Finder {

    /** Adds what is found in a text to {@code found}, in order and without overlap. Linear in the text. */
    void find(String text, Spans found);
}
