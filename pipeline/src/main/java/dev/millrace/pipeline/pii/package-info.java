/**
 * Personal data in text: where it stands, and putting reserved examples in its place. Scanners are linear in the text;
 * what only looks like personal data stays.
 */
package dev.millrace.pipeline.pii;
