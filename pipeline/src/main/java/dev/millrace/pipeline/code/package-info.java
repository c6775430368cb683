/**
 * Rules and edits for source code: what its lines and characters tell, marks of generated files, headers with licences.
 * Documents with the name of their file in; what kind of file it is decides which limits hold.
 */
package dev.millrace.pipeline.code;
