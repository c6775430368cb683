/**
 * Where a run stands, on disk: parameters, optimiser state, cursor and what the run is, written aside and renamed
 * whole. Hadoop's FileSystem comes in; Spark does not.
 */
package dev.millrace.trainer.checkpoint;
