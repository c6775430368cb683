/** The command line: one class per job, each runnable locally and under spark-submit. */
package dev.millrace.jobs;
