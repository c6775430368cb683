/**
 * TensorBoard event files, written by hand: scalars by step, on any Hadoop file system. Numbers come in; what they mean
 * is the caller's. {@link dev.millrace.trainer.board.Board} is the door.
 */
package dev.millrace.trainer.board;
