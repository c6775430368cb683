/**
 * Tokens that are recognised in a text as a whole, whatever the model makes of the rest. Text comes in; pieces of text
 * and ids go out.
 */
package dev.millrace.tokenizer.added;
