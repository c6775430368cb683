/**
 * How fast and in how much memory the trainer trains, beside what the machine can do. Plain Java over {@code loop},
 * {@code model} and {@code kernel}; no Spark. {@link dev.millrace.trainer.bench.TrainBench} is the door.
 */
package dev.millrace.trainer.bench;
