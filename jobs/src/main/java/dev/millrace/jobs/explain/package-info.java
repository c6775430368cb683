/**
 * Why a page was kept or dropped: every stage's measured values, limits and verdict. Documents and chains come in, a text
 * for people comes out.
 */
package dev.millrace.jobs.explain;
