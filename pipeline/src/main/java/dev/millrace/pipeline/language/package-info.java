/**
 * Which language a text is in, and how surely. Text in, a code and a calibrated score out.
 */
package dev.millrace.pipeline.language;
