/**
 * Files of tokenizers: Hugging Face's {@code tokenizer.json} in and out, GPT-2's original pair and tiktoken's ranks
 * in. What a file asks for and isn't supported is an error that names the file and the part.
 */
package dev.millrace.tokenizer.format;
