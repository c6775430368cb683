/** A real Spark standalone cluster of several processes, started from Maven's class path, where processes may die. */
package dev.millrace.jobs.cluster;
