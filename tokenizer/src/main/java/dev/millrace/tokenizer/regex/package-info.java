/**
 * Regular expressions as Oniguruma reads them, on UTF-8, with this project's own Unicode tables and in time linear in
 * the text. The door is {@link dev.millrace.tokenizer.regex.Regex}.
 */
package dev.millrace.tokenizer.regex;
