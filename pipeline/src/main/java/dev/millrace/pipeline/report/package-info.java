/**
 * The figures of a report, as sorted plain records whose texts are bounded and harmless, and their JSON form.
 * Nothing here reads a corpus; nothing but the JDK and Jackson may come in.
 */
package dev.millrace.pipeline.report;
