/** The one layout of {@code tokenizer.json} that fingerprints are taken of. Models write their own sections into it. */
package dev.millrace.tokenizer.canonical;
