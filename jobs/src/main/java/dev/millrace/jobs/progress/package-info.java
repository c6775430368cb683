/**
 * How far a job is, on a terminal or in plain lines: rate and time left. Counts come in from any thread; nothing here
 * influences a result. The door is {@link dev.millrace.jobs.progress.Display}.
 */
package dev.millrace.jobs.progress;
