/** The whole flow as one job after another, from sources to a report. The door is {@link dev.millrace.jobs.flow.Flow}. */
package dev.millrace.jobs.flow;
