/**
 * Static word vectors: training by GloVe and by subword skip-grams, the word2vec text format, nearest neighbours. {@link
 * dev.millrace.pipeline.embedding.WordVectors} is the door; the counts they learn from are made on Spark.
 */
package dev.millrace.pipeline.embedding;
