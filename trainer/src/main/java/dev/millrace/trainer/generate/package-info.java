/** Continues token sequences by a model: ids in, ids out; no tokenizer, no Spark. */
package dev.millrace.trainer.generate;
