/**
 * The pieces of a Transformer, forward and backward, each a few lines over the kernels. Start at {@link
 * dev.millrace.trainer.layer.Block}. Specifications and matrices come in; no DL4J, no Spark.
 */
package dev.millrace.trainer.layer;
