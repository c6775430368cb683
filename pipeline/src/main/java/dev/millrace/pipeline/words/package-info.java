/**
 * Where words begin and end in a text, by several readings of "word". Plain arrays of positions in; nothing here
 * judges or edits.
 */
package dev.millrace.pipeline.words;
