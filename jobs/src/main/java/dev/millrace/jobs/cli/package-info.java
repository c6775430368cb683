/**
 * The commands: options in, exit status and one-line errors out. What the commands do lives in the jobs' own packages.
 * The door is {@link dev.millrace.jobs.cli.CommandLineTool}.
 */
package dev.millrace.jobs.cli;
