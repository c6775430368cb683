/**
 * N-gram language models with interpolated modified Kneser–Ney smoothing: their text units, formulae, query structure
 * and files. {@link dev.millrace.pipeline.ngram.NgramModels} reads and writes them; they are counted on Spark elsewhere.
 */
package dev.millrace.pipeline.ngram;
