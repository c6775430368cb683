/** The whole flow on real pages, from fetching them to a trained model's samples, with one command. */
package dev.millrace.jobs.quickstart;
