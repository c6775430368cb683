/**
 * The layers as DL4J knows them: configurations that travel as JSON, runtimes that hand the flat views to {@link
 * dev.millrace.trainer.layer}, vertices that tie the layers of a graph together. No formula lives here.
 */
package dev.millrace.trainer.graph;
