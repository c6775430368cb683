/**
 * From packed tokens to what a model is given and asked. Pure functions of seed and sequence number; batches of tokens
 * come in, no ND4J, no Spark.
 */
package dev.millrace.trainer.objective;
