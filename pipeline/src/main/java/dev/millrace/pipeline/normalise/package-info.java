/**
 * Unicode and white space made uniform. Text comes in and the same words go out; nothing here rejects.
 */
package dev.millrace.pipeline.normalise;
