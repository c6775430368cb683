/**
 * Training and evaluation across Spark executors, driven by DL4J's SparkComputationGraph, bit for bit as one process
 * does it. {@link dev.millrace.trainer.distributed.Pretrain} is the door; Spark comes in here only.
 */
package dev.millrace.trainer.distributed;
