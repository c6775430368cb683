/**
 * What a tokenizer makes of a text, token by token, and what is done to it after: templates with special tokens,
 * truncation, padding. Tokens come in; nothing here knows of text or vocabularies.
 */
package dev.millrace.tokenizer.encoding;
