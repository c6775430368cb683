/**
 * What is known about characters: Unicode's general categories from a table of our own, the same on every Java, and
 * the printable spelling of bytes. Nothing here knows of tokens.
 */
package dev.millrace.tokenizer.text;
