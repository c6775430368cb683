/**
 * A Transformer's layers for DL4J: configuration, parameters and computation, on the host kernels straight into DL4J's
 * flat parameter and gradient views. No Spark.
 */
package dev.millrace.trainer.layer;
