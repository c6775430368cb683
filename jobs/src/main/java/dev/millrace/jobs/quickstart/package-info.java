/** Fetches the quick start's pages with Maven. The door is {@link dev.millrace.jobs.quickstart.Quickstart}. */
package dev.millrace.jobs.quickstart;
