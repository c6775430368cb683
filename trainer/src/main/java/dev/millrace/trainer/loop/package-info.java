/** One training run, step by step: batches in, parameters out. No Spark. */
package dev.millrace.trainer.loop;
