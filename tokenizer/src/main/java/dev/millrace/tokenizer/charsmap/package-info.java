/**
 * SentencePiece's rules of normalisation: character sequences and what they become, compiled to a trie and a blob. The
 * rule sets are made here from Unicode's data; what is done to white space is not decided here.
 */
package dev.millrace.tokenizer.charsmap;
