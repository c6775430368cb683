/**
 * Personal data in text: where it stands, and redacting, masking or hashing it or rejecting its document. Scanners are linear in the text;
 * what only looks like personal data stays.
 */
package dev.millrace.pipeline.pii;
