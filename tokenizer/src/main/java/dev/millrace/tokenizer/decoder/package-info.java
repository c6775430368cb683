/**
 * From tokens back to text: what is done to the spelling of tokens before they are joined. Contents of tokens come in,
 * pieces of text go out.
 */
package dev.millrace.tokenizer.decoder;
