/**
 * Files of tokenizers: Hugging Face's {@code tokenizer.json} and what stands beside it, in and out; GPT-2's original
 * pair, tiktoken's ranks, BERT's {@code vocab.txt}. The door is {@link dev.millrace.tokenizer.format.TokenizerFiles}.
 * What a file asks for and isn't supported is an error that names the file and the part.
 */
package dev.millrace.tokenizer.format;
