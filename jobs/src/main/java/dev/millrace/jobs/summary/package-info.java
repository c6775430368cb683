/** What a command did, in figures: a line for people, JSON for machines. */
package dev.millrace.jobs.summary;
