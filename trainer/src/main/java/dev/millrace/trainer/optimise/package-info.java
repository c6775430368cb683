/**
 * What turns a summed gradient into new parameters: AdamW, weight decay by range, clipping by global norm. Plain
 * arrays; no ND4J, no Spark.
 */
package dev.millrace.trainer.optimise;
