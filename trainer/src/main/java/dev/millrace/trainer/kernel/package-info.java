/**
 * What a Transformer's layers compute on the host, one thread a caller: matrix products and the fused passes between
 * them, in float32 for training and float64 for proving gradients. No DL4J; ND4J gives memory and BLAS.
 */
package dev.millrace.trainer.kernel;
