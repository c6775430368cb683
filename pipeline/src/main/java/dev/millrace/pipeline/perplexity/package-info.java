/**
 * Documents by how likely an n-gram model finds them: CCNet's head, middle and tail. The door is {@link
 * dev.millrace.pipeline.perplexity.PerplexityFilter}; where percentiles come from, {@link
 * dev.millrace.pipeline.perplexity.Percentiles}.
 */
package dev.millrace.pipeline.perplexity;
