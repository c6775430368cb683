/**
 * Lists of what is not wanted, read from files of one entry a line, in memory that millions of entries fit in, and the
 * rule that holds addresses against them. Any Hadoop file system comes in.
 */
package dev.millrace.pipeline.blocklist;
