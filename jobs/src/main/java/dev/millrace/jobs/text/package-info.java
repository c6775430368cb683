/** Plain tools on text that need no Spark. */
package dev.millrace.jobs.text;
